import { Button, Loader } from '@mantine/core'
import { IconClipboardText, IconFileImport } from '@tabler/icons-react'
import { useText } from '#renderer/i18n/use-text.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { keysText } from '#renderer/ui/keys.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useCsvTransfer } from '../csv-transfer-context.ts'
import { fileErrorText } from '../file-error-text.ts'
import type { FlowState } from '../import-flow.ts'
import classes from '../import-flow.module.css'
import { TemplateMenu } from './template-menu.tsx'

/** First step: which file. Also where a file that cannot be read is explained. */
export function FileStep({ state }: { state: Extract<FlowState, { step: 'file' }> }) {
  const t = useText('imports')
  const { chooseImport, openPaste, flow } = useCsvTransfer()
  const waiting = useObservable(flow.waiting$, flow.waiting$.value)
  const raise = useThrow()
  const [next] = waiting
  const nextWords = t('actions.nextFile', { file: next?.ok === true ? next.value.name : '…' })
  return (
    <div className={classes.centred}>
      {state.error !== null && (
        <Notice tone="bad" title={t('errors.title')}>
          {fileErrorText(t, state.error)}
        </Notice>
      )}
      <EmptyState
        icon={IconFileImport}
        title={t('file.title')}
        text={t('file.text', { paste: keysText('mod V') })}
        actions={
          state.busy ? (
            <span role="status">
              <Loader size="xs" color="gray" aria-hidden /> {t('file.reading')}
            </span>
          ) : (
            <>
              {next !== undefined && (
                <Button onClick={() => void flow.next().catch(raise)}>{nextWords}</Button>
              )}
              <Button variant={next === undefined ? 'filled' : 'default'} onClick={chooseImport}>
                {t('actions.choose')}
              </Button>
              <Button
                variant="default"
                leftSection={<IconClipboardText size={15} stroke={1.7} />}
                onClick={openPaste}
              >
                {t('paste.button')}
              </Button>
              <TemplateMenu />
            </>
          )
        }
      />
    </div>
  )
}
