import type { RowCells } from '#shared/csv/row-cells.ts'
import type { Customer, CustomerDraft } from '#shared/domain/customer.ts'
import { defaultAddress, displayName, toE164 } from '#shared/domain/derived-fields.ts'
import { keyText, lineText, looseText } from '#renderer/roster/fold-text.ts'
import type { MatchProbe } from '#renderer/roster/roster-query.ts'
import type { RecordKey, RecordKeys } from './record-keys.ts'

/** What the roster is asked to find the customer of a row by. Cells that cannot be taken find nobody. */
export function probeOf(cells: RowCells, draft: CustomerDraft): MatchProbe {
  const sound = (target: 'remoteId' | 'code' | 'referenceId' | 'mobile'): string => {
    const cell = cells.get(target)
    return cell?.rule === null ? cell.text : ''
  }
  const address = defaultAddress(draft)
  const email = cells.get('email')
  return {
    remoteId: sound('remoteId'),
    code: sound('code'),
    referenceId: sound('referenceId'),
    email: email === undefined || email.rule === null ? draft.email : '',
    mobileE164: toE164(sound('mobile'), address?.countryCode ?? ''),
    name: displayName(draft),
    postcode: address?.postcode ?? '',
    line1: address?.line1 ?? '',
  }
}

/** The probe of a row that has none of the keys that count: then its name is all there is to find it by. */
export function withNameAlone(probe: MatchProbe, keys: RecordKeys, order: readonly RecordKey[]): MatchProbe {
  return order.some((key) => keys[key] !== '') ? probe : { ...probe, nameAlone: probe.name ?? '' }
}

/** The keys of a row, folded as the roster folds them. */
export function keysOfRow(cells: RowCells, probe: MatchProbe): RecordKeys {
  return {
    localId: cells.get('localId')?.text ?? '',
    remoteId: lineText(probe.remoteId ?? ''),
    code: keyText(probe.code ?? ''),
    referenceId: keyText(probe.referenceId ?? ''),
    email: keyText(probe.email ?? ''),
    mobileE164: probe.mobileE164 ?? '',
    address: addressKey(probe.name ?? '', probe.postcode ?? '', probe.line1 ?? ''),
  }
}

/**
 * The keys of a customer that is here, folded likewise; of a draft of it, as they would be then. Without its id: that a
 * file names another id says only that the file comes from another workspace.
 */
export function keysOfCustomer(customer: Customer, draft?: CustomerDraft): RecordKeys {
  const shown = draft ?? customer
  const address = defaultAddress(shown)
  const mobile = draft === undefined ? customer.mobileE164 : toE164(draft.mobile, address?.countryCode ?? '')
  return {
    localId: '',
    remoteId: lineText(customer.remoteId),
    code: keyText(shown.code),
    referenceId: keyText(shown.referenceId),
    email: keyText(shown.email),
    mobileE164: mobile,
    address: addressKey(displayName(shown), address?.postcode ?? '', address?.line1 ?? ''),
  }
}

/** True where two records have any key but the remote id in common, or the same name. */
export function agreeInSomething(row: RecordKeys, probe: MatchProbe, customer: Customer): boolean {
  const here = keysOfCustomer(customer)
  const shared = (['code', 'referenceId', 'email', 'mobileE164', 'address'] as const).some(
    (key) => row[key] !== '' && row[key] === here[key],
  )
  return shared || looseText(probe.name ?? '') === looseText(displayName(customer))
}

function addressKey(name: string, postcode: string, line1: string): string {
  const parts = [name, postcode, line1].map(looseText)
  return parts.includes('') ? '' : parts.join('|')
}
