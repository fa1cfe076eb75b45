import { useMantineColorScheme } from '@mantine/core'
import {
  IconArrowsLeftRight,
  IconArrowsSplit2,
  IconDeviceDesktop,
  IconFileExport,
  IconFileImport,
  IconKeyboard,
  IconMoon,
  IconRefresh,
  IconSettings,
  IconSun,
  IconTags,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react'
import { useMemo, type ComponentType } from 'react'
import { useLocation } from 'wouter'
import { useText } from '#renderer/i18n/use-text.ts'
import { useApp } from '#renderer/workspace/app-context.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { useTryNow } from '#renderer/workspace/use-try-now.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** Something the palette and the menu can do. */
export interface Command {
  readonly id: string
  readonly label: string
  readonly icon: ComponentType<{ size?: number | string; stroke?: number | string }>
  /** Keys as keysText takes them. */
  readonly keys?: string
  readonly group: 'commands' | 'go'
  readonly run: () => void
}

/** Starts what only a shell with dialogs can. */
export interface CommandHooks {
  readonly openHelp: () => void
  readonly chooseImport: () => void
  readonly exportCustomers: () => void
}

/** All commands of the window. */
export function useCommands({ openHelp, chooseImport, exportCustomers }: CommandHooks): readonly Command[] {
  const t = useText('shell')
  const c = useText('conflicts')
  const [, navigate] = useLocation()
  const { updateSettings } = useApp()
  const { sync } = useWorkspace()
  const tryNow = useTryNow()
  const { colorScheme } = useMantineColorScheme()
  return useMemo(() => {
    const go = (to: string) => () => {
      navigate(to)
    }
    const scheme = (value: 'auto' | 'light' | 'dark') => () => {
      updateSettings({ colorScheme: value })
    }
    const commands: (Command | null)[] = [
      {
        id: 'new-customer',
        label: t('commands.newCustomer'),
        icon: IconUserPlus,
        keys: 'N',
        group: 'commands',
        run: go(paths.newCustomer),
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
        id: 'export-csv',
        label: t('commands.exportCsv'),
        icon: IconFileExport,
        keys: 'mod Shift E',
        group: 'commands',
        run: exportCustomers,
      },
      sync === null
        ? null
        : {
            id: 'sync-now',
            label: t('commands.syncNow'),
            icon: IconRefresh,
            group: 'commands',
            run: () => {
              tryNow((engine) => engine.syncNow())
            },
          },
      {
        id: 'help',
        label: t('commands.help'),
        icon: IconKeyboard,
        keys: '?',
        group: 'commands',
        run: openHelp,
      },
      colorScheme === 'light'
        ? null
        : { id: 'light', label: t('commands.light'), icon: IconSun, group: 'commands', run: scheme('light') },
      colorScheme === 'dark'
        ? null
        : { id: 'dark', label: t('commands.dark'), icon: IconMoon, group: 'commands', run: scheme('dark') },
      colorScheme === 'auto'
        ? null
        : {
            id: 'auto',
            label: t('commands.auto'),
            icon: IconDeviceDesktop,
            group: 'commands',
            run: scheme('auto'),
          },
      {
        id: 'customers',
        label: t('nav.customers'),
        icon: IconUsers,
        keys: 'mod 1',
        group: 'go',
        run: go(paths.customers),
      },
      {
        id: 'sku-mappings',
        label: t('nav.skuMappings'),
        icon: IconTags,
        keys: 'mod 2',
        group: 'go',
        run: go(paths.skuMappings),
      },
      {
        id: 'imports',
        label: t('nav.imports'),
        icon: IconFileImport,
        keys: 'mod 3',
        group: 'go',
        run: go(paths.imports),
      },
      {
        id: 'sync',
        label: t('nav.sync'),
        icon: IconArrowsLeftRight,
        keys: 'mod 4',
        group: 'go',
        run: go(paths.sync),
      },
      sync === null
        ? null
        : {
            id: 'conflicts',
            label: c('title'),
            icon: IconArrowsSplit2,
            keys: 'mod 5',
            group: 'go',
            run: go(paths.conflicts),
          },
      {
        id: 'settings',
        label: t('nav.settings'),
        icon: IconSettings,
        keys: 'mod ,',
        group: 'go',
        run: go(paths.settings),
      },
    ]
    return commands.filter((command) => command !== null)
  }, [t, c, navigate, updateSettings, sync, tryNow, colorScheme, openHelp, chooseImport, exportCustomers])
}
