import { Checkbox, PasswordInput, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core'
import type { RemoteSystem } from '#shared/connector/capabilities.ts'
import {
  CREDENTIAL_MODE,
  type CredentialField,
  type Credentials,
} from '#shared/connector/credential-field.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { fieldTexts, modeText } from './system-texts.ts'

/** The ways to sign in that the fields name, in their order; none where there is only one way. */
export function modesOf(fields: readonly CredentialField[]): string[] {
  return [...new Set(fields.flatMap(({ mode }) => mode ?? []))]
}

/** The fields that a person fills in, in the chosen way to sign in. */
export function askedFields(fields: readonly CredentialField[], mode: string): CredentialField[] {
  return fields.filter(
    (field) => field.keptByApp !== true && (field.mode === undefined || field.mode === mode),
  )
}

/** What was typed, without what was left empty; null where all was. The mode goes with it where there are several. */
export function typedCredentials(
  fields: readonly CredentialField[],
  values: Credentials,
  mode: string,
): Credentials | null {
  const typed = fields.flatMap(({ name }) => {
    const value = values[name]?.trim() ?? ''
    return value === '' ? [] : [[name, value] as const]
  })
  if (typed.length === 0) return null
  return Object.fromEntries(mode === '' ? typed : [...typed, [CREDENTIAL_MODE, mode] as const])
}

interface CredentialInputsProps {
  system: RemoteSystem
  fields: readonly CredentialField[]
  modes: readonly string[]
  mode: string
  values: Credentials
  /** True where empty ones stay as they are kept. */
  kept: boolean
  /** True once what is missing is to be said. */
  tried: boolean
  onMode: (mode: string) => void
  onChange: (values: Credentials) => void
}

/** The credential fields of a system. */
export function CredentialInputs(props: CredentialInputsProps) {
  const { system, fields, modes, mode, values, kept, tried, onMode, onChange } = props
  const t = useText('connection')
  return (
    <>
      {modes.length > 1 && (
        <Stack gap={4}>
          <Text component="span" fw={500} size="sm">
            {t('modeLabel')}
          </Text>
          <SegmentedControl
            aria-label={t('modeLabel')}
            value={mode}
            data={modes.map((each) => ({ value: each, label: modeText(t, system, each) }))}
            onChange={onMode}
          />
        </Stack>
      )}
      {fields.map((field) => {
        const texts = fieldTexts(t, system, field.name)
        const value = values[field.name] ?? ''
        const missing = tried && !kept && field.optional !== true && value.trim() === ''
        const change = (changed: string): void => onChange({ ...values, [field.name]: changed })
        if (field.input === 'agreement') {
          return (
            <Checkbox
              key={field.name}
              label={texts.label}
              description={texts.hint}
              checked={value === 'yes'}
              onChange={(event) => change(event.currentTarget.checked ? 'yes' : 'no')}
            />
          )
        }
        const shared = {
          label: texts.label,
          description: kept ? t('kept') : texts.hint,
          value,
          autoComplete: 'off',
          spellCheck: false,
          error: missing ? texts.required : null,
        } as const
        if (field.input === 'lines') {
          return (
            <Textarea
              key={field.name}
              {...shared}
              rows={3}
              onChange={(event) => change(event.currentTarget.value)}
            />
          )
        }
        const Input = field.secret ? PasswordInput : TextInput
        return <Input key={field.name} {...shared} onChange={(event) => change(event.currentTarget.value)} />
      })}
    </>
  )
}
