import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ConnectionIdentity } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import type { Result } from '#shared/result.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { ConnectionVerdict } from './connection-verdict.tsx'

const SYSTEM = 'sku-io'

/** Address and token of the workspace's remote: tested on request, and again before they are kept. */
export function ConnectionForm({ workspace }: { workspace: WorkspaceInfo }) {
  const t = useText('settings')
  const remote = useText('common')(`systems.${SYSTEM}`)
  const { api, workspaceChanged } = useApp()
  const { connection } = workspace
  const raise = useThrow()
  const [baseUrl, setBaseUrl] = useState(connection?.baseUrl ?? '')
  const [token, setToken] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState<'test' | 'save' | null>(null)
  const [verdict, setVerdict] = useState<Result<ConnectionIdentity, RemoteError> | null>(null)
  const kept = connection !== null && workspace.credentials !== 'missing'
  const addressMissing = baseUrl.trim() === ''
  const tokenMissing = token.trim() === '' && !kept

  const run = async (what: 'test' | 'save'): Promise<void> => {
    setTried(true)
    if (addressMissing || tokenMissing || busy !== null) return
    setBusy(what)
    setVerdict(null)
    const input = {
      workspaceId: workspace.id,
      system: SYSTEM,
      baseUrl: baseUrl.trim(),
      token: token.trim() === '' ? null : token.trim(),
    } as const
    try {
      if (what === 'test') {
        setVerdict(await api.call('connection:test', input))
        return
      }
      const saved = await api.call('connection:save', input)
      if (saved.ok) workspaceChanged(saved.value)
      else setVerdict(saved)
    } finally {
      setBusy(null)
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        run('save').catch(raise)
      }}
    >
      <Stack gap="md" maw={460}>
        <TextInput
          label={t('connection.address')}
          description={t('connection.addressHint')}
          placeholder="acme.sku.io"
          value={baseUrl}
          autoComplete="off"
          spellCheck={false}
          error={tried && addressMissing ? t('connection.addressRequired') : null}
          onChange={(event) => setBaseUrl(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('connection.token')}
          description={kept ? t('connection.tokenKept') : t('connection.tokenHint')}
          value={token}
          autoComplete="off"
          error={tried && tokenMissing ? t('connection.tokenRequired') : null}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        {verdict !== null && <ConnectionVerdict verdict={verdict} remote={remote} />}
        <Group gap="sm">
          <Button
            variant="default"
            loading={busy === 'test'}
            onClick={() => {
              run('test').catch(raise)
            }}
          >
            {t('connection.test')}
          </Button>
          <Button type="submit" loading={busy === 'save'}>
            {connection === null ? t('connection.connect') : t('connection.update')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
