import { TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { AddressField, AddressFields } from '#shared/domain/address.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import classes from './addresses.module.css'
import { CountrySelect } from './country-select.tsx'

interface AddressFieldsetProps {
  form: UseFormReturnType<AddressFields>
  fields: readonly AddressField[]
  autoFocus: boolean
}

const WIDE: ReadonlySet<AddressField> = new Set(['line1', 'line2', 'line3'])

/** A country that is not chosen is null to the list and '' to the address. */
function countryProps(form: UseFormReturnType<AddressFields>): object {
  const props = form.getInputProps('countryCode')
  return props.defaultValue === '' ? { ...props, defaultValue: null } : props
}

/** The fields of one address, in the order in which people write them. */
export function AddressFieldset({ form, fields, autoFocus }: AddressFieldsetProps) {
  const t = useText('customers')
  return (
    <div className={classes.fieldset}>
      {fields.map((field, position) =>
        field === 'countryCode' ? (
          <CountrySelect
            key={form.key(field)}
            {...countryProps(form)}
            label={t('addresses.fields.countryCode')}
          />
        ) : (
          <TextInput
            key={form.key(field)}
            {...form.getInputProps(field)}
            className={WIDE.has(field) ? classes.wide : classes.field}
            label={t(`addresses.fields.${field}`)}
            placeholder={field === 'label' ? t('addresses.fields.labelHint') : ''}
            autoComplete="off"
            spellCheck={false}
            data-autofocus={autoFocus && position === 0 ? true : undefined}
          />
        ),
      )}
    </div>
  )
}
