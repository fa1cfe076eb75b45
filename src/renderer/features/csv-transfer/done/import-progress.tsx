import { Button, Group, Progress, Text } from '@mantine/core'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { RunningImport } from '#renderer/import/import-jobs.ts'
import { useCsvTransfer } from '../csv-transfer-context.ts'
import classes from '../import-flow.module.css'

/** How far the import under way is (or its undoing), how long it will take, and the way to stop it. */
export function ImportProgressBar({ running }: { running: RunningImport }) {
  const t = useText('imports')
  const { count } = useFormats()
  const { jobs } = useCsvTransfer()
  const { rowsDone, rowsTotal, rate, cancelling, undoing, fileName } = running
  const words: string[] = [t('progress.rows', { done: count(rowsDone), total: count(rowsTotal) })]
  if (rate > 0) words.push(t('progress.rate', { rate: count(rate) }), timeLeft())
  return (
    <div>
      <Progress
        value={rowsTotal === 0 ? 0 : (rowsDone / rowsTotal) * 100}
        aria-label={t(undoing ? 'undo.running' : 'progress.title', { file: fileName })}
      />
      <Group justify="space-between" mt={6}>
        <Text fz="sm" c="dimmed" className={classes.figures} data-testid="import-progress">
          {words.join(' · ')}
        </Text>
        {!undoing && (
          <Button
            variant="default"
            size="compact-sm"
            disabled={cancelling}
            onClick={() => {
              jobs.cancel()
            }}
          >
            {cancelling ? t('actions.cancelling') : t('actions.cancel')}
          </Button>
        )}
      </Group>
    </div>
  )

  function timeLeft(): string {
    const seconds = Math.max(1, Math.ceil((rowsTotal - rowsDone) / rate))
    return seconds < 90
      ? t('progress.secondsLeft', { count: seconds })
      : t('progress.minutesLeft', { count: Math.round(seconds / 60) })
  }
}
