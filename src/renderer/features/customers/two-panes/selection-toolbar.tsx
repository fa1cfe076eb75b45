import { Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import classes from './two-panes.module.css'
import type { RecordSelection } from './use-record-selection.ts'

interface SelectionToolbarProps {
  texts: { label: string; selected: string; clear: string }
  selection: RecordSelection
  /** What can be done with them. */
  children: ReactNode
}

/** What is selected and what can be done with it; under the list, so that nothing is covered. Nothing where nothing is. */
export function SelectionToolbar({ texts, selection, children }: SelectionToolbarProps) {
  if (selection.ids.size === 0) return null
  return (
    <div className={classes.selection} role="toolbar" aria-label={texts.label}>
      <Text className={classes.selected}>{texts.selected}</Text>
      {children}
      <IconButton label={texts.clear} icon={IconX} onClick={selection.clear} />
    </div>
  )
}
