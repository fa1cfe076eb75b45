import type { ComponentType } from 'react'

/** Something the palette and the menu can do. */
export interface Command {
  readonly id: string
  readonly label: string
  readonly icon: ComponentType<{ size?: number | string; stroke?: number | string }>
  /** Keys as keysText takes them. */
  readonly keys?: string
  readonly group: 'commands' | 'workspaces' | 'go'
  readonly run: () => void
}

/**
 * Those whose label holds each word that was typed, in any order: first those that begin with what was typed, then those
 * that hold it as it was typed.
 */
export function fittingCommands(commands: readonly Command[], typed: string): readonly Command[] {
  const words = typed.trim().toLowerCase()
  const rank = ({ label }: Command): number => {
    const at = label.toLowerCase().indexOf(words)
    return at > 0 ? 1 : at === 0 ? 0 : 2
  }
  const fits = ({ label }: Command): boolean =>
    words.split(/\s+/).every((word) => label.toLowerCase().includes(word))
  return commands.filter(fits).sort((a, b) => rank(a) - rank(b))
}
