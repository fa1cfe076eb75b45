import { Button } from '@mantine/core'
import type { ValueToMap } from '#shared/csv/values-to-map.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import classes from './check.module.css'

interface ValuesNoticeProps {
  values: readonly ValueToMap[]
  onChoose: () => void
}

const EXAMPLES = 3

/** Says that some countries, states or yes-or-no values are not understood, and offers to say what they mean. */
export function ValuesNotice({ values, onChoose }: ValuesNoticeProps) {
  const t = useText('imports')
  const named = values.slice(0, EXAMPLES).map(({ value }) => `“${value}”`)
  const examples = values.length > EXAMPLES ? `${named.join(', ')} …` : named.join(', ')
  return (
    <div className={classes.valuesNotice} role="status">
      <span>{t('fix.notice', { count: values.length, examples })}</span>
      <Button variant="default" size="compact-sm" onClick={onChoose}>
        {t('fix.choose')}
      </Button>
    </div>
  )
}
