import type { TFunction } from 'i18next'
import {
  ACTION_UNSUPPORTED,
  ALLOCATION_GONE,
  CREDIT_TOO_SMALL,
  DELETE_UNSUPPORTED,
  ADDRESS_INCOMPLETE,
  EMAIL_NEEDED,
  EMAIL_NOT_TAKEN,
  ORDER_TOO_SMALL,
  PROTECTED_ACCOUNT,
  REGION_UNKNOWN_THERE,
  UNEXPECTED_PROBLEM,
  UNREADABLE_THERE,
  USERNAME_FIXED,
} from '#shared/connector/app-refusals.ts'

/** Why a write was refused: the app's own reasons in its words, a remote's as it gave them. */
export function refusalText(t: TFunction, message: string, remote: string): string {
  switch (message) {
    case UNEXPECTED_PROBLEM:
      return t('refusals.unexpected')
    case DELETE_UNSUPPORTED:
      return t('refusals.deleteUnsupported', { remote })
    case ACTION_UNSUPPORTED:
      return t('refusals.actionUnsupported', { remote })
    case CREDIT_TOO_SMALL:
      return t('refusals.creditTooSmall')
    case ORDER_TOO_SMALL:
      return t('refusals.orderTooSmall')
    case ALLOCATION_GONE:
      return t('refusals.allocationGone')
    case 'app:permission':
      return t('remoteErrors.permission', { remote })
    case ADDRESS_INCOMPLETE:
      return t('refusals.addressIncomplete', { remote })
    case REGION_UNKNOWN_THERE:
      return t('refusals.regionUnknownThere', { remote })
    case PROTECTED_ACCOUNT:
      return t('refusals.protectedAccount', { remote })
    case EMAIL_NOT_TAKEN:
      return t('refusals.emailNotTaken', { remote })
    case EMAIL_NEEDED:
      return t('refusals.emailNeeded', { remote })
    case USERNAME_FIXED:
      return t('refusals.usernameFixed', { remote })
    case UNREADABLE_THERE:
      // Said whole where it is shown; the remote has no words for it.
      return ''
    default:
      return message
  }
}
