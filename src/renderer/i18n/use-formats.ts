import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount, formatDay, formatFullTime, formatMoney } from './format-time.ts'

/** Numbers and times in the language of the window. */
export function useFormats(): {
  count: (value: number) => string
  fullTime: (at: number) => string
  /** The day alone; '' for 0. */
  date: (at: number) => string
  /** Of decimal text, '' stays ''. */
  money: (amount: string) => string
} {
  const { i18n } = useTranslation()
  const locale = i18n.language
  return useMemo(
    () => ({
      count: (value: number) => formatCount(value, locale),
      date: (at: number) => formatDay(at, locale),
      fullTime: (at: number) => formatFullTime(at, locale),
      money: (amount: string) => formatMoney(amount, locale),
    }),
    [locale],
  )
}
