import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { RefObject } from 'react'

interface SearchBoxProps {
  label: string
  placeholder: string
  clearLabel: string
  value: string
  onChange: (value: string) => void
  inputRef?: RefObject<HTMLInputElement | null>
  /** Enter or arrow down: on to the list. */
  onLeave?: () => void
  width?: number
}

/** Quick search over a list. */
export function SearchBox(props: SearchBoxProps) {
  const { label, placeholder, clearLabel, value, onChange, inputRef, onLeave, width = 260 } = props
  const clear = (): void => {
    onChange('')
  }
  return (
    <TextInput
      ref={inputRef}
      role="searchbox"
      aria-label={label}
      placeholder={placeholder}
      value={value}
      w={width}
      leftSection={<IconSearch size={15} stroke={1.7} />}
      rightSection={value === '' ? null : <CloseButton size="sm" aria-label={clearLabel} onClick={clear} />}
      onChange={(event) => {
        onChange(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          if (value === '') event.currentTarget.blur()
          clear()
          event.stopPropagation()
        } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
          event.preventDefault()
          onLeave?.()
        }
      }}
    />
  )
}
