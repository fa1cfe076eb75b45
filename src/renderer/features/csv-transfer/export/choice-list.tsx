import { Radio, Stack } from '@mantine/core'

interface ChoiceListProps<T extends string> {
  label: string
  value: T
  choices: readonly { value: T; label: string; hint?: string }[]
  onChange: (value: T) => void
}

/** A few choices under each other, each with a line that says what it means. */
export function ChoiceList<T extends string>({ label, value, choices, onChange }: ChoiceListProps<T>) {
  return (
    <Radio.Group
      label={label}
      value={value}
      onChange={(chosen) => {
        const found = choices.find((choice) => choice.value === chosen)
        if (found !== undefined) onChange(found.value)
      }}
    >
      <Stack gap={6}>
        {choices.map((choice) => (
          <Radio
            key={choice.value}
            size="xs"
            value={choice.value}
            label={choice.label}
            description={choice.hint}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}
