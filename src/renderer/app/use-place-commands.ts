import {
  IconArrowsLeftRight,
  IconArrowsSplit2,
  IconBoxMultiple,
  IconClockUp,
  IconCopy,
  IconDatabase,
  IconFileImport,
  IconListDetails,
  IconPlugConnected,
  IconSettings,
  IconTags,
  IconUserOff,
  IconUsers,
} from '@tabler/icons-react'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import { useText } from '#renderer/i18n/use-text.ts'
import { showSection } from '#renderer/ui/show-section.ts'
import { useApp } from '#renderer/workspace/app-context.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import type { Command } from './command.ts'

/** The places of the window: its pages, the sections of long ones, and where what is done to a customer is found. */
export function usePlaceCommands(): readonly Command[] {
  const t = useText('shell')
  const c = useText('conflicts')
  const [, navigate] = useLocation()
  const { workspaces } = useApp()
  const { sync } = useWorkspace()
  const isConnected = sync !== null
  const hasOthers = workspaces.length > 1
  return useMemo(() => {
    const go = (id: string, label: string, icon: Command['icon'], to: string, keys?: string): Command => ({
      ...{ id, label, icon, group: 'go', ...(keys === undefined ? {} : { keys }) },
      run: () => {
        navigate(to)
        // Where the page is open already, it is only scrolled.
        showSection(to.split('/').at(-1) ?? '')
      },
    })
    return [
      go('customers', t('nav.customers'), IconUsers, paths.customers, 'mod 1'),
      go('sku-mappings', t('nav.skuMappings'), IconTags, paths.skuMappings, 'mod 2'),
      go('imports', t('commands.importHistory'), IconFileImport, paths.imports, 'mod 3'),
      go('sync', t('nav.sync'), IconArrowsLeftRight, paths.sync, 'mod 4'),
      ...(isConnected
        ? [
            go('conflicts', c('title'), IconArrowsSplit2, paths.conflicts, 'mod 5'),
            go('waiting', t('commands.waiting'), IconClockUp, paths.waiting),
            go('log', t('commands.log'), IconListDetails, paths.log),
          ]
        : []),
      go('settings', t('nav.settings'), IconSettings, paths.settings, 'mod ,'),
      go('connection', t('commands.connection'), IconPlugConnected, paths.settingsOf('connection')),
      go('workspaces', t('commands.workspaces'), IconBoxMultiple, paths.settingsOf('workspaces')),
      go('backups', t('commands.backups'), IconDatabase, paths.settingsOf('backups')),
      ...(hasOthers ? [go('copy-customers', t('commands.copyCustomers'), IconCopy, paths.customers)] : []),
      go('erase-person', t('commands.erasePerson'), IconUserOff, paths.customers),
    ]
  }, [t, c, navigate, isConnected, hasOthers])
}
