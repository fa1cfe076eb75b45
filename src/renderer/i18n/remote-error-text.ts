import type { TFunction } from 'i18next'
import { assertNever } from '#shared/assert-never.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'

/** Why a typed address names no place (connectors/registry.ts); nothing was asked then, so nothing answered either. */
const ADDRESS_PROBLEMS = {
  'base-url: empty': 'addressEmpty',
  'base-url: not-a-url': 'addressUnreadable',
  'base-url: not-https': 'addressNotHttps',
  'base-url: holds-credentials': 'addressWithCredentials',
} as const

/** How the detail begins where a server's certificate was not trusted (main/http/http-client.ts). */
const CERTIFICATE = "The server's certificate: "

/**
 * What a failed call to a remote means, in words for staff. `remote` is the product's name, for example "SKU.io". `again`:
 * what sync does is tried again by itself, what a person has asked for only once they ask again.
 */
export function remoteErrorText(
  t: TFunction,
  error: RemoteError,
  remote: string,
  again: 'by-itself' | 'when-asked' = 'by-itself',
): string {
  switch (error.kind) {
    case 'permission':
      return error.requiredScope === ''
        ? t('remoteErrors.permission', { remote })
        : t('remoteErrors.permissionScope', { remote, scope: error.requiredScope })
    case 'rate-limited':
      return t(again === 'by-itself' ? 'remoteErrors.rate-limited' : 'remoteErrors.rateLimitedAsked', {
        remote,
        wait: waitText(t, error.retryAfterMs),
      })
    case 'unavailable':
      return error.status === 0
        ? t('remoteErrors.timeout-unknown', { remote })
        : t(again === 'by-itself' ? 'remoteErrors.unavailable' : 'remoteErrors.unavailableAsked', {
            remote,
            status: error.status,
          })
    case 'wrong-scope':
      return t('remoteErrors.wrong-scope', { actual: error.actual, expected: error.expected })
    case 'unauthorised':
      return t(error.expired === true ? 'remoteErrors.expired' : 'remoteErrors.unauthorised', { remote })
    case 'protocol':
      if (error.detail.startsWith(CERTIFICATE)) return t('remoteErrors.certificate', { remote })
      return t(`remoteErrors.${addressProblem(error.detail) ?? 'protocol'}`, { remote })
    case 'account-unclear':
      return error.choices.length === 0
        ? t('remoteErrors.account-unclear', { remote })
        : t('remoteErrors.accountUnclearChoices', { remote, choices: error.choices.join(', ') })
    case 'offline':
    case 'unproven':
    case 'not-configured':
    case 'not-found':
    case 'timeout-unknown':
    case 'cancelled':
      return t(`remoteErrors.${error.kind}`, { remote })
    default:
      return assertNever(error)
  }
}

function waitText(t: TFunction, ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000))
  return seconds < 90 ? t('seconds', { count: seconds }) : t('minutes', { count: Math.round(seconds / 60) })
}

/** The remote's own words for the error, '' where it gave none. Shown below in small type. */
export function remoteErrorDetail(error: RemoteError): string {
  if (error.kind === 'protocol' && addressProblem(error.detail) !== undefined) return ''
  return 'detail' in error ? error.detail : ''
}

/** The text for it; undefined where the detail is about an answer. */
function addressProblem(
  detail: string,
): (typeof ADDRESS_PROBLEMS)[keyof typeof ADDRESS_PROBLEMS] | undefined {
  return detail in ADDRESS_PROBLEMS ? ADDRESS_PROBLEMS[detail as keyof typeof ADDRESS_PROBLEMS] : undefined
}
