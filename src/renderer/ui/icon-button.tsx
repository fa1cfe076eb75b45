import { ActionIcon, Tooltip, type ActionIconProps } from '@mantine/core'
import type { ComponentType, MouseEventHandler } from 'react'

interface IconButtonProps extends Omit<ActionIconProps, 'children'> {
  /** Name for screen readers and tooltip. */
  label: string
  icon: ComponentType<{ size?: number | string; stroke?: number | string }>
  /** Keys as people know them, for example "Ctrl K". */
  shortcut?: string
  onClick?: MouseEventHandler<HTMLButtonElement>
}

/** A button that is only an icon: always named, and its tooltip tells the shortcut. */
export function IconButton({ label, icon: Icon, shortcut, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={shortcut === undefined ? label : `${label} (${shortcut})`}>
      <ActionIcon aria-label={label} {...rest}>
        <Icon size={17} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  )
}
