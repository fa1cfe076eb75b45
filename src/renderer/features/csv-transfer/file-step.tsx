import { Button, Loader } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useText } from '#renderer/i18n/use-text.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Notice } from '#renderer/ui/notice.tsx'
import { useCsvTransfer } from './csv-transfer-context.ts'
import { fileErrorText } from './file-error-text.ts'
import type { FlowState } from './import-flow.ts'
import classes from './import-flow.module.css'

/** First step: which file. Also where a file that cannot be read is explained. */
export function FileStep({ state }: { state: Extract<FlowState, { step: 'file' }> }) {
  const t = useText('imports')
  const { chooseImport } = useCsvTransfer()
  return (
    <div className={classes.body}>
      {state.error !== null && (
        <Notice tone="bad" title={t('errors.title')}>
          {fileErrorText(t, state.error)}
        </Notice>
      )}
      <EmptyState
        icon={IconFileImport}
        title={t('file.title')}
        text={t('file.text')}
        actions={
          state.busy ? (
            <span role="status">
              <Loader size="xs" color="gray" aria-hidden /> {t('file.reading')}
            </span>
          ) : (
            <Button onClick={chooseImport}>{t('actions.choose')}</Button>
          )
        }
      />
    </div>
  )
}
