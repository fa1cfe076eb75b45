import { Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { RemoteSystem } from '#shared/connector/capabilities.ts'
import type { Credentials } from '#shared/connector/credential-field.ts'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { ConnectionActions } from './connection-actions.tsx'
import { ConnectionVerdict, type Verdict } from './connection-verdict.tsx'
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
  const mode = typedMode ?? connection?.credentialMode ?? modes[0] ?? ''
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState<'test' | 'save' | 'sign-in' | null>(null)
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const kept = connection !== null && workspace.credentials !== 'missing' && typedMode === null
  const remote = common(`systems.${system}`)
  const address = addressTexts(texts, system)
  const fields = askedFields(chosen?.credentials ?? [], mode)
  const signsIn = chosen?.signInMode === mode && mode !== ''
  const addressMissing = baseUrl.trim() === ''
  const credentialsMissing =
    !kept && fields.some(({ name, optional }) => optional !== true && (values[name]?.trim() ?? '') === '')

  /** Asked about once, and agreed to by the same button. */
  const unproven = verdict !== null && !verdict.ok && verdict.error.kind === 'unproven'
  const forgetUnproven = (): void => {
    if (unproven) setVerdict(null)
  }

  const run = async (what: 'test' | 'save' | 'sign-in'): Promise<void> => {
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
      const saved = await api.call(what === 'save' ? 'connection:save' : 'connection:sign-in', input)
      if (saved.ok) workspaceChanged(saved.value)
      else if (saved.error.kind !== 'sign-in-cancelled') setVerdict(saved)
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
        run(signsIn ? 'sign-in' : 'save').catch(raise)
      }}
    >
      <Stack gap="md" maw={460}>
        <Select
          label={texts('system')}
          data={info.systems.map((each) => ({ value: each.system, label: common(`systems.${each.system}`) }))}
          value={system}
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
        <ConnectionActions
          {...{ busy, remote, unproven }}
          isNew={connection === null}
          signsIn={signsIn}
          // What has not been signed in to yet cannot be tried.
          canTest={!signsIn || kept}
          onTest={() => {
            run('test').catch(raise)
          }}
          onCancel={() => {
            api.call('connection:cancel-sign-in', null).catch(raise)
          }}
        />
      </Stack>
    </form>
  )
}
