import { SegmentedControl } from '@mantine/core'
import { useId } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useCsvTransfer } from '../csv-transfer-context.ts'
import type { OpenedFile } from '../opened-file.ts'
import { DefaultValues } from './default-values.tsx'
import { Fold } from './fold.tsx'
import { MatchKeys } from './match-keys.tsx'
import { matchSummary } from './match-summary.ts'
import classes from './columns.module.css'

const MODES = ['both', 'add', 'update'] as const
const BLANKS = ['keep', 'clear'] as const

/** Which customers are imported, how they are found, and what blank cells do; one line for those who do not care. */
export function MatchOptions({ opened }: { opened: OpenedFile }) {
  const t = useText('imports')
  const { flow } = useCsvTransfer()
  const raise = useThrow()
  const { options, columns } = opened
  const id = useId()
  const set = (change: Partial<typeof options>): void => {
    flow.setOptions(change).catch(raise)
  }
  return (
    <Fold
      title={t('options.title')}
      summary={matchSummary(
        t,
        options,
        columns.map((column) => column.target),
      )}
      open={false}
    >
      <div className={classes.match}>
        <div className={classes.matchSide}>
          <div>
            <div id={`${id}-mode`} className={classes.label}>
              {t('options.mode')}
            </div>
            <SegmentedControl
              aria-labelledby={`${id}-mode`}
              value={options.mode}
              data={MODES.map((value) => ({ value, label: t(`options.modes.${value}`) }))}
              onChange={(mode) => {
                set({ mode })
              }}
            />
            <p className={classes.hint}>{t(`options.modeHints.${options.mode}`)}</p>
          </div>
          <div>
            <div id={`${id}-blanks`} className={classes.label}>
              {t('options.blanks')}
            </div>
            <SegmentedControl
              aria-labelledby={`${id}-blanks`}
              value={options.blanks}
              data={BLANKS.map((value) => ({ value, label: t(`options.blank.${value}`) }))}
              onChange={(blanks) => {
                set({ blanks })
              }}
            />
            <p className={classes.hint}>{t(`options.blankHints.${options.blanks}`)}</p>
          </div>
          <DefaultValues
            values={options.defaults}
            onChange={(defaults) => {
              set({ defaults })
            }}
          />
        </div>
        <MatchKeys
          keys={options.keys}
          targets={columns.map((column) => column.target)}
          onChange={(keys) => {
            set({ keys })
          }}
        />
      </div>
    </Fold>
  )
}
