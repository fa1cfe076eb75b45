import { ComboboxChevron, Select } from '@mantine/core'
import { useState } from 'react'
import type { targetChoices } from '../target-words.ts'
import classes from './columns.module.css'

interface TargetChoiceProps {
  label: string
  value: string
  /** The value in words. */
  words: string
  choices: ReturnType<typeof targetChoices>
  onChange: (target: string) => void
}

/**
 * A choice of where a column goes. It is a full one from its first focus on: a file may have hundreds of columns, and
 * hundreds of lists to choose from take seconds to draw.
 */
export function TargetChoice({ label, value, words, choices, onChange }: TargetChoiceProps) {
  const [awake, setAwake] = useState(false)
  const wake = (): void => {
    setAwake(true)
  }
  if (!awake)
    return (
      <button
        type="button"
        role="combobox"
        aria-haspopup="listbox"
        aria-expanded={false}
        aria-label={label}
        className={classes.choice}
        onFocus={wake}
        onMouseDown={(event) => {
          // It wakes with the click: a press would land on what it becomes, and close that again.
          event.preventDefault()
        }}
        onClick={wake}
      >
        <span className={classes.choiceWords}>{words}</span>
        <ComboboxChevron size="xs" />
      </button>
    )
  return (
    <Select
      aria-label={label}
      data={choices}
      value={value}
      searchable
      selectFirstOptionOnChange
      maxDropdownHeight={320}
      autoFocus
      defaultDropdownOpened
      onChange={(target) => {
        if (target !== null) onChange(target)
      }}
    />
  )
}
