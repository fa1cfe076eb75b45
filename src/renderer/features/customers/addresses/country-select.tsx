import { Select, type ComboboxItem, type OptionsFilter, type SelectProps } from '@mantine/core'
import { countryCodeOf } from '#shared/csv/country-names.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { countryOptions } from './country-options.ts'

/**
 * A country chosen from a list, or typed: by its name in any language that imports know, by its code, or by a part of
 * its name. What was typed and fits is taken when the field is left.
 */
export function CountrySelect(props: Omit<SelectProps, 'data' | 'filter'>) {
  const t = useText('customers')
  return (
    <Select
      {...props}
      data={countryOptions()}
      filter={fittingCountries}
      searchable
      clearable
      selectFirstOptionOnChange
      autoSelectOnBlur
      limit={60}
      nothingFoundMessage={t('rules.country-unknown')}
    />
  )
}

const fittingCountries: OptionsFilter = ({ options, search, limit }) => {
  const countries = options as ComboboxItem[]
  const words = search.trim().toLowerCase()
  if (words === '') return countries.slice(0, limit)
  const exact = countryCodeOf(search)
  const fits = ({ value, label }: ComboboxItem): boolean =>
    value !== exact && label.toLowerCase().includes(words)
  const begins = ({ label }: ComboboxItem): number => (label.toLowerCase().startsWith(words) ? 0 : 1)
  const others = countries.filter(fits).sort((a, b) => begins(a) - begins(b))
  return [...countries.filter(({ value }) => value === exact), ...others].slice(0, limit)
}
