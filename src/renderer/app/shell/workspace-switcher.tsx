import { Menu, Text } from '@mantine/core'
import { IconCheck, IconChevronDown, IconSettings } from '@tabler/icons-react'
import { useLocation } from 'wouter'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useApp } from '#renderer/workspace/app-context.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import classes from './shell.module.css'

/** Which workspace is open, and the way to another one. */
export function WorkspaceSwitcher() {
  const t = useText('shell')
  const common = useText('common')
  const { workspaces, switchWorkspace } = useApp()
  const { info } = useWorkspace()
  const [, navigate] = useLocation()
  const system = (workspace: WorkspaceInfo): string =>
    workspace.connection === null ? t('workspace.local') : common(`systems.${workspace.connection.system}`)
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <button
          type="button"
          className={classes.workspace}
          aria-label={t('workspace.label', { name: info.name })}
        >
          <span className={classes.workspaceMark} aria-hidden>
            {(info.name.trim()[0] ?? '·').toUpperCase()}
          </span>
          <span className={classes.workspaceName}>{info.name}</span>
          <IconChevronDown size={14} stroke={1.8} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('workspace.switch')}</Menu.Label>
        {workspaces.map((workspace) => (
          <Menu.Item
            key={workspace.id}
            rightSection={
              workspace.id === info.id ? <IconCheck size={15} aria-label={t('workspace.current')} /> : null
            }
            onClick={() => {
              switchWorkspace(workspace.id)
            }}
          >
            <span className={classes.workspaceInMenu}>{workspace.name}</span>
            <Text fz={12} c="dimmed">
              {system(workspace)}
            </Text>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconSettings size={15} />}
          onClick={() => {
            navigate(paths.settings)
          }}
        >
          {t('workspace.manage')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
