import { useEffect, useRef } from 'react'
import type { MenuCommand } from '#shared/ipc/contract.ts'
import { isTyping } from '#renderer/ui/keys.ts'
import { useApp } from '#renderer/workspace/app-context.ts'
import type { Command } from './command.ts'
import { palette } from './palette.ts'

const WITH_MOD: Readonly<Record<string, string>> = {
  '1': 'customers',
  '2': 'sku-mappings',
  '3': 'imports',
  '4': 'sync',
  '5': 'conflicts',
  ',': 'settings',
  i: 'import-csv',
  n: 'new-customer',
}

const ALONE: Readonly<Record<string, string>> = { n: 'new-customer', '?': 'help' }

/** Keys that work on every page, and the commands of the application menu. */
export function useAppKeys(commands: readonly Command[]): void {
  const { api } = useApp()
  const current = useRef(commands)
  useEffect(() => {
    current.current = commands
  })
  useEffect(() => {
    const run = (id: string | undefined): boolean => {
      const command = current.current.find((each) => each.id === id)
      command?.run()
      return command !== undefined
    }
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey) return
      const key = event.key.toLowerCase()
      if (event.ctrlKey || event.metaKey) {
        if (event.shiftKey) return
        if (key === 'k') palette.open()
        else if (!run(WITH_MOD[key])) return
        event.preventDefault()
      } else if (!isTyping(event.target) && run(ALONE[key])) {
        event.preventDefault()
      }
    }
    window.addEventListener('keydown', onKey)
    const stopMenu = api.on('menu:command', ({ command }: { command: MenuCommand }) => {
      if (command === 'search') palette.open()
      else run(command)
    })
    return () => {
      window.removeEventListener('keydown', onKey)
      stopMenu()
    }
  }, [api])
}
