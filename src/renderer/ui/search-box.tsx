import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState, type RefObject } from 'react'

interface SearchBoxProps {
  label: string
  placeholder: string
  clearLabel: string
  value: string
  /** Called at most once in 25 ms while typing. */
  onChange: (value: string) => void
  inputRef?: RefObject<HTMLInputElement | null>
  /** Enter or arrow down: on to the list. */
  onLeave?: () => void
  width?: number
}

/** Quick search over a list. */
export function SearchBox(props: SearchBoxProps) {
  const { label, placeholder, clearLabel, value, onChange, inputRef, onLeave, width = 260 } = props
  const [typed, setTyped] = useState(value)
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    setTyped(value)
  }
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => {
      setSeen(typed)
      onChange(typed)
    }, 25)
    return () => {
      clearTimeout(timer)
    }
  }, [typed, value, onChange])
  const clear = (): void => {
    setTyped('')
  }
  return (
    <TextInput
      ref={inputRef}
      role="searchbox"
      aria-label={label}
      placeholder={placeholder}
      value={typed}
      w={width}
      leftSection={<IconSearch size={15} stroke={1.7} />}
      rightSection={typed === '' ? null : <CloseButton size="sm" aria-label={clearLabel} onClick={clear} />}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          if (typed === '') event.currentTarget.blur()
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
