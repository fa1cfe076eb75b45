import { useMantineColorScheme } from '@mantine/core'
import {
  IconClipboardText,
  IconDeviceDesktop,
  IconFileExport,
  IconFileImport,
  IconKeyboard,
  IconMoon,
  IconSun,
  IconUserPlus,
} from '@tabler/icons-react'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import { useText } from '#renderer/i18n/use-text.ts'
import { useApp } from '#renderer/workspace/app-context.ts'
import { paths } from '#renderer/workspace/paths.ts'
import type { Command } from './command.ts'
import { usePlaceCommands } from './use-place-commands.ts'
import { useSyncCommands } from './use-sync-commands.ts'
import { useWorkspaceCommands } from './use-workspace-commands.ts'

/** Starts what only a shell with dialogs can. */
export interface CommandHooks {
  readonly openHelp: () => void
  readonly chooseImport: () => void
  readonly pasteRows: () => void
  readonly exportCustomers: () => void
  readonly exportMappings: () => void
}

/** All commands of the window. */
export function useCommands(hooks: CommandHooks): readonly Command[] {
  const files = useFileCommands(hooks)
  const workspaces = useWorkspaceCommands()
  const sync = useSyncCommands()
  const look = useLookCommands(hooks.openHelp)
  const places = usePlaceCommands()
  return useMemo(
    () => [...files, ...sync, ...workspaces, ...look, ...places],
    [files, sync, workspaces, look, places],
  )
}

function useFileCommands(hooks: CommandHooks): readonly Command[] {
  const t = useText('shell')
  const [, navigate] = useLocation()
  const { chooseImport, pasteRows, exportCustomers, exportMappings } = hooks
  return useMemo(
    (): Command[] => [
      {
        id: 'new-customer',
        label: t('commands.newCustomer'),
        icon: IconUserPlus,
        keys: 'N',
        group: 'commands',
        run: () => {
          navigate(paths.newCustomer)
        },
      },
      {
        id: 'import-csv',
        label: t('commands.importCsv'),
        icon: IconFileImport,
        keys: 'mod I',
        group: 'commands',
        run: chooseImport,
      },
      {
        id: 'paste-rows',
        label: t('commands.pasteRows'),
        icon: IconClipboardText,
        group: 'commands',
        run: pasteRows,
      },
      {
        id: 'export-csv',
        label: t('commands.exportCsv'),
        icon: IconFileExport,
        keys: 'mod Shift E',
        group: 'commands',
        run: exportCustomers,
      },
      {
        id: 'export-sku-mappings',
        label: t('commands.exportMappings'),
        icon: IconFileExport,
        group: 'commands',
        run: exportMappings,
      },
    ],
    [t, navigate, chooseImport, pasteRows, exportCustomers, exportMappings],
  )
}

const SCHEMES = [
  ['light', IconSun],
  ['dark', IconMoon],
  ['auto', IconDeviceDesktop],
] as const

/** The help, and the appearances that are not in use. */
function useLookCommands(openHelp: () => void): readonly Command[] {
  const t = useText('shell')
  const { updateSettings } = useApp()
  const { colorScheme: current } = useMantineColorScheme()
  return useMemo(
    (): Command[] => [
      {
        id: 'help',
        label: t('commands.help'),
        icon: IconKeyboard,
        keys: '?',
        group: 'commands',
        run: openHelp,
      },
      ...SCHEMES.filter(([scheme]) => scheme !== current).map(([colorScheme, icon]): Command => ({
        ...{ id: colorScheme, label: t(`commands.${colorScheme}`), icon, group: 'commands' },
        run: () => {
          updateSettings({ colorScheme })
        },
      })),
    ],
    [t, updateSettings, current, openHelp],
  )
}
