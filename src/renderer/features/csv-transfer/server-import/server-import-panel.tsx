import { Button, Loader } from '@mantine/core'
import type { ReactNode } from 'react'
import type { CsvFileHandle } from '#shared/csv/csv-file.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import flowClasses from '../import-flow.module.css'
import { isPlainCsv, type WrittenAs } from './offers-server-import.ts'
import { ServerImportPreviewView } from './server-import-preview.tsx'
import { ServerImportResult } from './server-import-result.tsx'
import { serverFailureText, serverFailureWords } from './server-import-text.ts'
import classes from './server-import.module.css'
import { useServerImport } from './use-server-import.ts'

interface ServerImportPanelProps {
  file: CsvFileHandle
  /** The inspection of the file. */
  written: WrittenAs
  /** Back to the columns: the file is to be imported here after all. */
  onBack: () => void
  /** The import is over. */
  onDone: () => void
}

/** Has the remote import a file by itself: its own preview first, then on request the import, then what it did. */
export function ServerImportPanel({ file, written, onBack, onDone }: ServerImportPanelProps) {
  const t = useText('imports')
  const common = useText('common')
  const { capabilities } = useWorkspace()
  const raise = useThrow()
  const { state, look, run, stop, startAnew } = useServerImport(file)
  const remote = capabilities?.displayName ?? ''
  const maxBytes = capabilities?.serverImport?.maxBytes ?? 0
  const tooLarge = file.size > maxBytes
  const failure =
    state.step !== 'ask'
      ? null
      : tooLarge
        ? ({ kind: 'file', error: { kind: 'too-large', maxBytes } } as const)
        : state.failure

  const button = (label: string, act: () => void, main = false): ReactNode => (
    <Button variant={main ? 'filled' : 'default'} onClick={act}>
      {label}
    </Button>
  )
  const lookAtIt = (): void => {
    look().catch(raise)
  }
  const stopIt = (): void => {
    stop().catch(raise)
  }
  const runIt = (): void => {
    run().catch(raise)
  }
  return (
    <>
      <div className={flowClasses.body}>
        <div className={flowClasses.narrow}>
          <h2 className={classes.title}>{t('server.title', { remote, file: file.name })}</h2>
          {failure !== null && (
            <Notice
              tone="bad"
              title={t('server.noPreviewTitle', { remote })}
              words={serverFailureWords(failure)}
            >
              {serverFailureText({ imports: t, common, remote }, failure)}
            </Notice>
          )}
          {state.step === 'ask' && (
            <>
              <p className={classes.explain}>{t('server.ask', { remote })}</p>
              {!isPlainCsv(written) && (
                <Notice tone="warn" title={t('server.oddlyWritten', { remote })}>
                  {t('server.oddlyWrittenText', { remote })}
                </Notice>
              )}
            </>
          )}
          {state.step === 'looking' && <Waiting text={t('server.looking', { remote })} />}
          {state.step === 'preview' && <ServerImportPreviewView preview={state.preview} remote={remote} />}
          {state.step === 'importing' && (
            <>
              <Waiting text={t('server.importing', { remote })} />
              <p className={classes.explain}>{t('server.importingText')}</p>
            </>
          )}
          {state.step === 'done' && (
            <ServerImportResult outcome={state.outcome} remote={remote} file={file.name} />
          )}
        </div>
      </div>
      <footer className={flowClasses.footer}>
        {state.step === 'preview' && <span className={classes.note}>{t('server.noUndo', { remote })}</span>}
        <div className={flowClasses.footerEnd}>
          {(state.step === 'ask' || state.step === 'preview') && button(t('server.back'), onBack)}
          {state.step === 'ask' && !tooLarge && button(t('server.look', { remote }), lookAtIt, true)}
          {state.step === 'looking' && button(t('server.stop'), stopIt)}
          {state.step === 'preview' &&
            state.preview.valid !== 0 &&
            button(t('server.run', { remote }), runIt, true)}
          {state.step === 'importing' && button(t('server.stopWaiting'), stopIt)}
          {state.step === 'done' && mayLookAgain(state.outcome) && button(t('server.again'), startAnew)}
          {state.step === 'done' && button(t('server.done'), onDone, true)}
        </div>
      </footer>
    </>
  )
}

/** Looking again sends a preview only; after what is known to be done there is nothing more to look at. */
function mayLookAgain({ status }: { status: string }): boolean {
  return status === 'not-sent' || status === 'unknown'
}

function Waiting({ text }: { text: string }) {
  return (
    <div className={classes.waiting} role="status">
      <Loader size="sm" />
      {text}
    </div>
  )
}
