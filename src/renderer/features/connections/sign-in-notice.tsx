import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Credentials } from '#shared/connector/credential-field.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Connection, WorkspaceInfo } from '#shared/domain/workspace.ts'
import { remoteErrorDetail } from '#renderer/i18n/remote-error-text.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useApp } from '#renderer/workspace/app-context.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { askedFields, modesOf, typedCredentials } from './credential-inputs.tsx'
import { failureWords, type SignInProblem } from './failure-words.ts'
import { fieldTexts } from './system-texts.ts'
import classes from './sign-in-notice.module.css'

interface SignInNoticeProps {
  info: WorkspaceInfo
  connection: Connection
  /** Why the credentials that are there do not do; null where there are none. */
  why: RemoteError | null
}

/** Asks for the credentials again, in the way that was chosen before and without going to Settings. */
export function SignInNotice({ info, connection, why }: SignInNoticeProps) {
  const t = useText('shell')
  const common = useText('common')
  const systems = useText('connection')
  const remote = common(`systems.${connection.system}`)
  const credential = systems(`credential.${connection.system}`)
  const { api, workspaceChanged, info: app } = useApp()
  const raise = useThrow()
  const [values, setValues] = useState<Credentials>({})
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<SignInProblem | null>(null)
  const system = app.systems.find((each) => each.system === connection.system)
  const known = system?.credentials ?? []
  const mode = connection.credentialMode ?? modesOf(known)[0] ?? ''
  const inBrowser = mode !== '' && system?.signInMode === mode
  const possible = askedFields(known, mode)
  // What the application is registered by is still good where a sign-in in the browser has ended.
  const fields = possible.filter(
    ({ namesScope, optional }) =>
      namesScope !== true && optional !== true && !(inBrowser && info.credentials !== 'missing'),
  )
  const complete = fields.every(({ name }) => (values[name]?.trim() ?? '') !== '')
  // There is more to it than fits here: another way to sign in, a certificate.
  const hasMore = modesOf(known).length > 1 || possible.some(({ optional }) => optional === true)
  const rejected = why?.kind === 'unauthorised' || why?.kind === 'not-configured'
  const told = failure ?? (rejected ? null : why)
  const signIn = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      const saved = await api.call(inBrowser ? 'connection:sign-in' : 'connection:save', {
        ...{ workspaceId: info.id, system: connection.system, baseUrl: connection.baseUrl },
        credentials: typedCredentials(fields, values, mode),
      })
      if (saved.ok) workspaceChanged(saved.value)
      else if (saved.error.kind !== 'sign-in-cancelled') setFailure(saved.error)
    } finally {
      setBusy(false)
    }
  }
  const words = told === null ? null : failureWords({ common, systems }, told, remote)
  const body =
    inBrowser && busy
      ? systems('signIn.waiting', { remote })
      : (words?.text ?? t(rejected ? 'banner.rejectedBody' : 'banner.signInBody', { credential }))
  return (
    <Notice
      bar
      tone={why === null && failure === null ? 'warn' : 'bad'}
      title={t(rejected ? 'banner.rejectedTitle' : 'banner.signInTitle', { remote, credential })}
      words={words?.detail ?? (why === null ? '' : remoteErrorDetail(why))}
      actions={
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault()
            if (complete && !busy) signIn().catch(raise)
          }}
        >
          {hasMore && (
            <Button component={Link} href={paths.settings} variant="subtle">
              {t('banner.signInSettings')}
            </Button>
          )}
          {fields.map(({ name, secret }) => {
            const { label } = fieldTexts(systems, connection.system, name)
            const Input = secret ? PasswordInput : TextInput
            return (
              <Input
                key={name}
                aria-label={label}
                placeholder={label}
                value={values[name] ?? ''}
                className={classes.field}
                autoComplete="off"
                onChange={(event) => {
                  setValues({ ...values, [name]: event.currentTarget.value })
                }}
              />
            )
          })}
          {inBrowser && busy && (
            <Button
              variant="subtle"
              onClick={() => {
                api.call('connection:cancel-sign-in', null).catch(raise)
              }}
            >
              {systems('signIn.cancel')}
            </Button>
          )}
          <Button type="submit" loading={busy} disabled={!complete}>
            {inBrowser ? systems('signIn.action', { remote }) : t('banner.signIn')}
          </Button>
        </form>
      }
    >
      {body}
    </Notice>
  )
}
