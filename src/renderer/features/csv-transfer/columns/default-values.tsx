import { Button, Select, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { ColumnTarget } from '#shared/csv/column-target.ts'
import type { ImportOptions } from '#shared/csv/import-options.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { countryChoices } from '../country-choices.ts'
import { targetChoices, targetWords, type TargetTexts } from '../target-words.ts'
import classes from './columns.module.css'

interface DefaultValuesProps {
  values: ImportOptions['defaults']
  onChange: (values: ImportOptions['defaults']) => void
}

type Field = Exclude<ColumnTarget, 'ignore'>

const COUNTRY: Field = 'shipping.countryCode'

/** Values for blank cells and for columns that the file lacks, such as the country of a list from one country. */
export function DefaultValues({ values, onChange }: DefaultValuesProps) {
  const t = useText('imports')
  const customers = useText('customers')
  const texts = useMemo(() => ({ imports: t, customers }), [t, customers])
  const entries = Object.entries(values) as [Field, string][]
  const groups = useMemo(
    () =>
      targetChoices('customers', texts)
        .map(({ group, items }) => ({
          group,
          items: items
            .filter(({ value }) => canHaveDefault(value))
            .map(({ value }) => ({ value, label: defaultWords(value, texts) })),
        }))
        .filter(({ items }) => items.length > 0),
    [texts],
  )
  const put = (from: Field, to: Field, text: string): void => {
    onChange(Object.fromEntries(entries.map(([field, old]) => (field === from ? [to, text] : [field, old]))))
  }
  const free = groups.flatMap(({ items }) => items).find(({ value }) => !(value in values))
  return (
    <div>
      <div className={classes.label}>{t('options.defaults')}</div>
      {entries.map(([field, text], at) => {
        const words = { field: defaultWords(field, texts) }
        return (
          // The place stays while the field of a line is changed.
          <div key={at} className={classes.defaultRow}>
            <Select
              aria-label={t('options.defaultField')}
              w={220}
              data={groups.map((group) => ({
                ...group,
                items: group.items.filter(({ value }) => value === field || !(value in values)),
              }))}
              value={field}
              searchable
              onChange={(chosen) => {
                if (chosen !== null) put(field, chosen as Field, '')
              }}
            />
            {field.endsWith('.countryCode') ? (
              <Select
                aria-label={t('options.defaultValue', words)}
                w={220}
                data={countryChoices()}
                value={text === '' ? null : text}
                searchable
                onChange={(chosen) => {
                  put(field, field, chosen ?? '')
                }}
              />
            ) : (
              <TextInput
                aria-label={t('options.defaultValue', words)}
                w={220}
                value={text}
                onChange={(event) => {
                  put(field, field, event.currentTarget.value)
                }}
              />
            )}
            <IconButton
              label={t('options.removeDefault', words)}
              icon={IconX}
              size={26}
              onClick={() => {
                onChange(Object.fromEntries(entries.filter(([other]) => other !== field)))
              }}
            />
          </div>
        )
      })}
      <div className={classes.defaultAdd}>
        {!(COUNTRY in values) && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={() => {
              onChange({ ...values, [COUNTRY]: '' })
            }}
          >
            {t('options.addCountry')}
          </Button>
        )}
        {free !== undefined && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={() => {
              onChange({ ...values, [free.value]: '' })
            }}
          >
            {t('options.addDefault')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** A country is chosen from a list here, so it has but one name. */
function defaultWords(target: string, texts: TargetTexts): string {
  return targetWords(target.replace(/\.countryCode$/, '.country'), texts)
}

/** What tells customers apart is never the same for all of them. */
function canHaveDefault(target: string): boolean {
  if (target.endsWith('.country')) return false
  return !['ignore', 'localId', 'remoteId', 'code', 'referenceId', 'email', 'username'].includes(target)
}
