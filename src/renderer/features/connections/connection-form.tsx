import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { RemoteSystem } from '#shared/connector/capabilities.ts'
import type { Credentials } from '#shared/connector/credential-field.ts'
import type { ConnectionIdentity } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import type { Result } from '#shared/result.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { ConnectionVerdict } from './connection-verdict.tsx'
import { askedFields, CredentialInputs, modesOf, typedCredentials } from './credential-inputs.tsx'
import { addressTexts } from './system-texts.ts'

/** System, address and credentials of the workspace's remote: tested on request, and again before they are kept. */
export function ConnectionForm({ workspace }: { workspace: WorkspaceInfo }) {
  const t = useText('settings')
  const texts = useText('connection')
  const common = useText('common')
  const { api, workspaceChanged, info } = useApp()
  const { connection, lastSystem } = workspace
  const raise = useThrow()
  const [system, setSystem] = useState<RemoteSystem>(lastSystem ?? info.systems[0]?.system ?? 'sku-io')
  const chosen = info.systems.find((each) => each.system === system)
  const modes = modesOf(chosen?.credentials ?? [])
  const [typedUrl, setBaseUrl] = useState(connection?.baseUrl ?? null)
  const baseUrl = typedUrl ?? chosen?.defaultAddress ?? ''
  const [values, setValues] = useState<Credentials>({})
  const [typedMode, setMode] = useState<string | null>(null)
  const mode = typedMode ?? modes[0] ?? ''
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState<'test' | 'save' | null>(null)
  const [verdict, setVerdict] = useState<Result<ConnectionIdentity, RemoteError> | null>(null)
  const kept = connection !== null && workspace.credentials !== 'missing' && typedMode === null
  const remote = common(`systems.${system}`)
  const address = addressTexts(texts, system)
  const fields = askedFields(chosen?.credentials ?? [], mode)
  const addressMissing = baseUrl.trim() === ''
  const credentialsMissing =
    !kept && fields.some(({ name, optional }) => optional !== true && (values[name]?.trim() ?? '') === '')

  /** Asked about once, and agreed to by the same button. */
  const unproven = verdict !== null && !verdict.ok && verdict.error.kind === 'unproven'
  const forgetUnproven = (): void => {
    if (unproven) setVerdict(null)
  }

  const run = async (what: 'test' | 'save'): Promise<void> => {
    setTried(true)
    if (addressMissing || credentialsMissing || busy !== null) return
    setBusy(what)
    setVerdict(null)
    const input = {
      ...{ workspaceId: workspace.id, system, baseUrl: baseUrl.trim() },
      credentials: typedCredentials(fields, values, mode),
      ...(unproven && what === 'save' ? { confirmed: true } : {}),
    }
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

  const choose = (next: RemoteSystem): void => {
    setSystem(next)
    setBaseUrl(null)
    setValues({})
    setMode(null)
    setTried(false)
    setVerdict(null)
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        run('save').catch(raise)
      }}
    >
      <Stack gap="md" maw={460}>
        <Select
          label={texts('system')}
          data={info.systems.map((each) => ({ value: each.system, label: common(`systems.${each.system}`) }))}
          value={system}
          allowDeselect={false}
          disabled={lastSystem !== null}
          description={lastSystem === null ? null : texts('systemFixed', { remote })}
          onChange={(value) => {
            const next = info.systems.find((each) => each.system === value)
            if (next !== undefined) choose(next.system)
          }}
        />
        <TextInput
          label={address.label}
          description={address.hint}
          placeholder={address.placeholder}
          value={baseUrl}
          autoComplete="off"
          spellCheck={false}
          error={tried && addressMissing ? t('connection.addressRequired') : null}
          onChange={(event) => {
            setBaseUrl(event.currentTarget.value)
            forgetUnproven()
          }}
        />
        <CredentialInputs
          {...{ system, fields, modes, mode, values, kept, tried }}
          onMode={setMode}
          onChange={(next) => {
            setValues(next)
            forgetUnproven()
          }}
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
            {unproven
              ? t('connection.anyway')
              : connection === null
                ? t('connection.connect')
                : t('connection.update')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
