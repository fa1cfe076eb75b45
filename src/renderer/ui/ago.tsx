import { useTranslation } from 'react-i18next'
import { useText } from '#renderer/i18n/use-text.ts'
import { formatAgo, formatFullTime } from '#renderer/i18n/format-time.ts'
import { useMinute } from './use-minute.ts'

/** How long ago something was, kept up to date; the tooltip tells the full time. `at` in ms, 0 = never. */
export function Ago({ at }: { at: number }) {
  const t = useText('common')
  const { i18n } = useTranslation()
  const now = useMinute()
  return (
    <AgoAsOf at={at} now={now} locale={i18n.language} words={{ never: t('never'), moment: t('moment') }} />
  )
}

interface AgoAsOfProps {
  at: number
  now: number
  locale: string
  words: { never: string; moment: string }
}

/** The same for many at a time: what they have in common is found out once and not by each. */
export function AgoAsOf({ at, now, locale, words }: AgoAsOfProps) {
  if (at === 0) return <>{words.never}</>
  return (
    <time dateTime={new Date(at).toISOString()} title={formatFullTime(at, locale)}>
      {formatAgo(at, Math.max(now, at), locale, words.moment)}
    </time>
  )
}
