import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { Credentials } from '#shared/connector/credential-field.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Connection, WorkspaceInfo } from '#shared/domain/workspace.ts'
import { remoteErrorDetail, remoteErrorText } from '#renderer/i18n/remote-error-text.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { SyncEngine } from '#renderer/replication/engine.ts'
import { initialStatus } from '#renderer/replication/status.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useApp } from '#renderer/workspace/app-context.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { askedFields, modesOf, typedCredentials } from './credential-inputs.tsx'
import { fieldTexts } from './system-texts.ts'
import classes from './connection-banner.module.css'

/** What keeps sync from going on and only a person can put right, on every page under the header. */
export function ConnectionBanner() {
  const { info, sync } = useWorkspace()
  if (info.connection === null) return null
  if (info.credentials === 'missing') return <SignIn info={info} connection={info.connection} why={null} />
  if (sync === null) return null
  return <SyncBanner info={info} connection={info.connection} sync={sync} />
}

const INITIAL = initialStatus()

interface SyncBannerProps {
  info: WorkspaceInfo
  connection: Connection
  sync: SyncEngine
}

function SyncBanner({ info, connection, sync }: SyncBannerProps) {
  const t = useText('shell')
  const remote = useText('common')(`systems.${connection.system}`)
  const [location] = useLocation()
  const { phase, problem } = useObservable(sync.status$, INITIAL)
  if (phase === 'signed-out') {
    return <SignIn info={info} connection={connection} why={problem ?? { kind: 'not-configured' }} />
  }
  if (phase !== 'confirm' || location === paths.sync) return null
  return (
    <Notice
      bar
      tone="info"
      title={t('banner.confirmTitle', { remote })}
      actions={
        <Button component={Link} href={paths.sync}>
          {t('banner.confirmAction')}
        </Button>
      }
    />
  )
}

interface SignInProps {
  info: WorkspaceInfo
  connection: Connection
  /** Why the token that is there does not do; null where there is none. */
  why: RemoteError | null
}

/** Asks for the token again, without going to Settings. */
function SignIn({ info, connection, why }: SignInProps) {
  const t = useText('shell')
  const common = useText('common')
  const remote = common(`systems.${connection.system}`)
  const systems = useText('connection')
  const credential = systems(`credential.${connection.system}`)
  const { api, workspaceChanged, info: app } = useApp()
  const raise = useThrow()
  const [values, setValues] = useState<Credentials>({})
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<RemoteError | null>(null)
  const known = app.systems.find((each) => each.system === connection.system)?.credentials ?? []
  // Which of several ways it was is not known here; Settings asks for it.
  const hasModes = modesOf(known).length > 1
  const fields = askedFields(known, '').filter(
    ({ namesScope, optional }) => namesScope !== true && optional !== true,
  )
  const complete = fields.every(({ name }) => (values[name]?.trim() ?? '') !== '')
  const rejected = why?.kind === 'unauthorised' || why?.kind === 'not-configured'
  const told = failure ?? (rejected ? null : why)
  const signIn = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      const { system, baseUrl } = connection
      const saved = await api.call('connection:save', {
        workspaceId: info.id,
        system,
        baseUrl,
        credentials: typedCredentials(fields, values, ''),
      })
      if (saved.ok) workspaceChanged(saved.value)
      else setFailure(saved.error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Notice
      bar
      tone={why === null && failure === null ? 'warn' : 'bad'}
      title={t(rejected ? 'banner.rejectedTitle' : 'banner.signInTitle', { remote, credential })}
      words={told === null ? '' : remoteErrorDetail(told)}
      actions={
        hasModes ? (
          <Button component={Link} href={paths.settings}>
            {t('banner.signInSettings')}
          </Button>
        ) : (
          <form
            className={classes.form}
            onSubmit={(event) => {
              event.preventDefault()
              if (complete) signIn().catch(raise)
            }}
          >
            {fields.map(({ name, secret }) => {
              const { label } = fieldTexts(systems, connection.system, name)
              const Input = secret ? PasswordInput : TextInput
              return (
                <Input
                  key={name}
                  aria-label={label}
                  placeholder={label}
                  value={values[name] ?? ''}
                  w={220}
                  autoComplete="off"
                  onChange={(event) => {
                    setValues({ ...values, [name]: event.currentTarget.value })
                  }}
                />
              )
            })}
            <Button type="submit" loading={busy} disabled={!complete}>
              {t('banner.signIn')}
            </Button>
          </form>
        )
      }
    >
      {told === null
        ? t(rejected ? 'banner.rejectedBody' : 'banner.signInBody', { credential })
        : remoteErrorText(common, told, remote)}
    </Notice>
  )
}
