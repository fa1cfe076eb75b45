import { useTranslation } from 'react-i18next'
import { useText } from '#renderer/i18n/use-text.ts'
import { formatAgo, formatFullTime } from '#renderer/i18n/format-time.ts'
import { useMinute } from './use-minute.ts'

/** How long ago something was, kept up to date; the tooltip tells the full time. `at` in ms, 0 = never. */
export function Ago({ at }: { at: number }) {
  const t = useText('common')
  const { i18n } = useTranslation()
  const now = useMinute()
  if (at === 0) return <>{t('never')}</>
  return (
    <time dateTime={new Date(at).toISOString()} title={formatFullTime(at, i18n.language)}>
      {formatAgo(at, Math.max(now, at), i18n.language, t('moment'))}
    </time>
  )
}
