import type { RowDecision } from '#shared/csv/csv-file.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import classes from './check.module.css'

/** In the order of the keys 1, 2 and 3. */
export const DECISIONS: readonly RowDecision[] = ['same', 'new', 'leave']

interface DecisionButtonsProps {
  label: string
  /** Null where nobody has decided. */
  value: RowDecision | null
  onDecide: (decision: RowDecision) => void
  /** True within a grid, whose rows are the tab stops. */
  inGrid?: boolean
}

/** Whether a row is about the customer who may be here already. */
export function DecisionButtons({ label, value, onDecide, inGrid = false }: DecisionButtonsProps) {
  const t = useText('imports')
  return (
    <div className={classes.decisions} role="group" aria-label={label}>
      {DECISIONS.map((decision) => (
        <button
          key={decision}
          type="button"
          className={classes.decision}
          aria-pressed={decision === value}
          {...(inGrid ? { tabIndex: -1 } : {})}
          onClick={(event) => {
            event.stopPropagation()
            onDecide(decision)
          }}
        >
          {t(`possible.decisions.${decision}`)}
        </button>
      ))}
    </div>
  )
}
