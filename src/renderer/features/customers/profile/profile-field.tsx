import { Checkbox, TagsInput, Textarea, TextInput, Tooltip, VisuallyHidden } from '@mantine/core'
import { IconDeviceLaptop } from '@tabler/icons-react'
import { memo } from 'react'
import type { CustomerField } from '#shared/domain/customer.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { FieldProblem } from './draft-problems.ts'
import { isDefaultSetting } from './profile-fields.ts'
import classes from './profile.module.css'

interface ProfileFieldProps {
  field: CustomerField
  value: string | boolean | readonly string[]
  onChange: (field: CustomerField, value: string | boolean | string[]) => void
  onBlur: (field: CustomerField) => void
  problem: FieldProblem | undefined
  required: boolean
  /** Name of the remote that has no place for this field, '' where it has. */
  missingAt: string
  /** Name of the remote that never changes this field of a customer it has, '' where it may be edited. */
  fixedAt: string
  autoFocus: boolean
}

/** One field of the profile with its label, what is wrong with it, and whether it stays on this computer. */
export const ProfileField = memo(function ProfileField(props: ProfileFieldProps) {
  const { field, value, onChange, onBlur, problem, required, missingAt, fixedAt, autoFocus } = props
  const t = useText('customers')
  const name = t(`fields.${field}`)
  const label = (
    <span className={classes.label}>
      {name}
      {missingAt !== '' && (
        <Tooltip label={t('fields.onlyHereHint', { remote: missingAt })} multiline maw={280}>
          <span className={classes.onlyHere}>
            <IconDeviceLaptop size={13} stroke={1.7} aria-hidden />
            <VisuallyHidden>{`(${t('fields.onlyHere')})`}</VisuallyHidden>
          </span>
        </Tooltip>
      )}
    </span>
  )
  const fixed = fixedAt === '' ? null : t('fields.fixedHint', { remote: fixedAt })
  const hint = problem?.severity === 'hint' ? problem.text : fixed
  const common = {
    id: `customer-${field}`,
    'data-field': field,
    error: problem?.severity === 'error' ? problem.text : null,
    description: hint,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as (
      'label' | 'input' | 'description' | 'error'
    )[],
    onBlur: () => {
      onBlur(field)
    },
  }
  if (typeof value === 'boolean') {
    return (
      <Checkbox
        className={classes.checkbox}
        label={label}
        checked={value}
        onChange={(event) => {
          onChange(field, event.currentTarget.checked)
        }}
      />
    )
  }
  if (typeof value !== 'string') {
    return (
      <TagsInput
        {...common}
        className={classes.wide}
        label={label}
        placeholder={value.length === 0 ? t('fields.tagsPlaceholder') : ''}
        value={[...value]}
        maxTags={200}
        onChange={(tags) => {
          onChange(field, tags)
        }}
      />
    )
  }
  if (field === 'notes') {
    return (
      <Textarea
        {...common}
        className={classes.wide}
        label={label}
        value={value}
        rows={2}
        classNames={{ input: classes.growing }}
        onChange={(event) => {
          onChange(field, event.currentTarget.value)
        }}
      />
    )
  }
  return (
    <TextInput
      {...common}
      className={classes.field}
      label={label}
      value={value}
      withAsterisk={required}
      readOnly={fixed !== null}
      {...(fixed === null ? {} : { variant: 'filled' })}
      autoFocus={autoFocus}
      autoComplete="off"
      spellCheck={false}
      inputMode={field === 'email' ? 'email' : isDefaultSetting(field) ? 'numeric' : 'text'}
      onChange={(event) => {
        onChange(field, event.currentTarget.value)
      }}
    />
  )
})
