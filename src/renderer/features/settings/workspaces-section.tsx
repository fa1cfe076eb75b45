import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { WORKSPACE_NAME_MAX, type WorkspaceInfo } from '#shared/domain/workspace.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Section } from '#renderer/ui/section.tsx'
import { useApp } from '#renderer/workspace/app-context.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { RemoveWorkspace } from './remove-workspace.tsx'
import classes from './workspaces-section.module.css'

/** The workspaces of this computer: open another, rename, make a new one; `creating` asks for the name of that. */
export function WorkspacesSection({ creating = false }: { creating?: boolean }) {
  const t = useText('settings')
  const { workspaces } = useApp()
  const [, navigate] = useLocation()
  return (
    <Section name="workspaces" title={t('workspaces.title')} explain={t('workspaces.explain')}>
      <Stack gap="sm">
        {workspaces.map((workspace) => (
          <WorkspaceRow key={workspace.id} workspace={workspace} />
        ))}
        {creating ? (
          <NewWorkspace onDone={() => navigate(paths.settings)} />
        ) : (
          <Group>
            <Button variant="default" onClick={() => navigate(paths.newWorkspace)}>
              {t('workspaces.create')}
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  )
}

function WorkspaceRow({ workspace }: { workspace: WorkspaceInfo }) {
  const t = useText('settings')
  const common = useText('common')
  const { api, switchWorkspace, workspaceChanged } = useApp()
  const open = useWorkspace().info.id === workspace.id
  const [renaming, setRenaming] = useState(false)
  const [removing, setRemoving] = useState(false)
  if (renaming) {
    return (
      <NameForm
        initial={workspace.name}
        action={common('save')}
        onCancel={() => setRenaming(false)}
        onSubmit={async (name) => {
          workspaceChanged(await api.call('workspaces:rename', { workspaceId: workspace.id, name }))
          setRenaming(false)
        }}
      />
    )
  }
  return (
    <Group justify="space-between" wrap="nowrap">
      <div className={classes.name}>
        <Text fw={500}>{workspace.name}</Text>
        <Text size="sm" c="dimmed">
          {workspace.connection === null
            ? t('workspaces.local')
            : t('workspaces.connected', { remote: common(`systems.${workspace.connection.system}`) })}
        </Text>
      </div>
      <Group gap="sm" wrap="nowrap">
        <Button
          variant="subtle"
          color="gray"
          aria-label={t('workspaces.renameLabel', { name: workspace.name })}
          onClick={() => setRenaming(true)}
        >
          {t('workspaces.rename')}
        </Button>
        {open ? (
          <Text c="dimmed" px="sm" className={classes.openNow}>
            {t('workspaces.openNow')}
          </Text>
        ) : (
          <>
            <Button
              variant="subtle"
              color="red"
              aria-label={t('remove.openLabel', { name: workspace.name })}
              onClick={() => setRemoving(true)}
            >
              {t('remove.open')}
            </Button>
            <Button
              variant="default"
              aria-label={t('workspaces.openLabel', { name: workspace.name })}
              onClick={() => switchWorkspace(workspace.id)}
            >
              {t('workspaces.open')}
            </Button>
          </>
        )}
        {removing && <RemoveWorkspace workspace={workspace} close={() => setRemoving(false)} />}
      </Group>
    </Group>
  )
}

function NewWorkspace({ onDone }: { onDone: () => void }) {
  const t = useText('settings')
  const { api, workspaceChanged, switchWorkspace } = useApp()
  return (
    <NameForm
      initial=""
      action={t('workspaces.createAction')}
      onCancel={onDone}
      onSubmit={async (name) => {
        const workspace = await api.call('workspaces:create', { name })
        workspaceChanged(workspace)
        switchWorkspace(workspace.id)
        onDone()
      }}
    />
  )
}

interface NameFormProps {
  initial: string
  action: string
  onSubmit: (name: string) => Promise<void>
  onCancel: () => void
}

function NameForm({ initial, action, onSubmit, onCancel }: NameFormProps) {
  const t = useText('settings')
  const common = useText('common')
  const [name, setName] = useState(initial)
  const [tried, setTried] = useState(false)
  const missing = name.trim() === ''
  const tooLong = name.trim().length > WORKSPACE_NAME_MAX
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!missing && !tooLong) void onSubmit(name.trim())
      }}
    >
      <Group align="flex-start" gap="sm">
        <TextInput
          aria-label={t('workspaces.name')}
          placeholder={t('workspaces.name')}
          value={name}
          w={280}
          data-autofocus
          autoFocus
          error={
            tooLong
              ? t('workspaces.nameTooLong', { most: WORKSPACE_NAME_MAX })
              : tried && missing
                ? t('workspaces.nameRequired')
                : null
          }
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit">{action}</Button>
        <Button variant="default" onClick={onCancel}>
          {common('cancel')}
        </Button>
      </Group>
    </form>
  )
}
