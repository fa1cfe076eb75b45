import { Anchor, Button, Group, Kbd, Text } from '@mantine/core'
import { assertNever } from '#shared/assert-never.ts'
import type { Customer } from '#shared/domain/customer.ts'
import type { ConflictDecision } from '#shared/domain/decide-conflict.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { BreakableText } from '#renderer/ui/breakable-text.tsx'
import { fieldMapOf } from '#shared/domain/customer-field-map.ts'
import { fieldWords, valueWords } from '../history/field-words.ts'
import { FieldsDetail } from './conflict-detail.tsx'
import classes from '../two-panes/two-panes.module.css'
import { usePaneKeys } from '../two-panes/use-pane-keys.ts'
import { whoOf } from '../two-panes/who-of.ts'
import type { ListedRecord } from '../two-panes/use-record-list.ts'
import type { Decide } from './use-decide.tsx'
import { VersionHeads } from './version-heads.tsx'

interface ConflictPaneProps {
  conflict: ListedRecord
  remote: string
  decide: Decide
  openCustomer: (id: string) => void
}

/** One record with both versions and the ways to decide. */
export function ConflictPane({ conflict, remote, decide, openCustomer }: ConflictPaneProps) {
  const t = useText('conflicts')
  const common = useText('common')
  const name = whoOf(conflict, common('unnamed'))
  const { customer } = conflict
  return (
    <section className={classes.pane} aria-label={t('detail.label', { name })}>
      <div className={classes.head}>
        <h2 className={classes.name}>{name}</h2>
        {customer !== undefined && (
          <Anchor component="button" onClick={() => openCustomer(customer.id)}>
            {t('detail.open')}
          </Anchor>
        )}
      </div>
      {conflict.kind === 'mapping' ? (
        <MappingDetail
          mapping={conflict.mapping}
          remote={remote}
          decide={(side) => decide.mapping(conflict.id, name, side)}
        />
      ) : (
        customer !== undefined && (
          <CustomerDetail customer={customer} name={name} remote={remote} decide={decide} />
        )
      )}
    </section>
  )
}

interface CustomerDetailProps {
  customer: Customer
  name: string
  remote: string
  decide: Decide
}

type WayOut = Exclude<ConflictDecision['kind'], 'fields'>

/** What can become of a customer that one side deleted, in the order of the buttons; what deletes comes last. */
const WAYS_OUT = {
  'deleted-there': ['restore-as-new', 'keep-local-only', 'delete'],
  'edited-there': ['keep', 'delete-anyway'],
} as const satisfies Record<string, readonly WayOut[]>

function CustomerDetail({ customer, name, remote, decide }: CustomerDetailProps) {
  const t = useText('conflicts')
  const { theirs } = customer.sync
  const ways: readonly WayOut[] = theirs === null || theirs.kind === 'fields' ? [] : WAYS_OUT[theirs.kind]
  const take = (at: number) => () => {
    const kind = ways[at]
    if (kind !== undefined) decide.customer(customer.id, name, { kind })
  }
  // Without a way of this number a key is another one's.
  usePaneKeys(Object.fromEntries(ways.map((_, at) => [String(at + 1), take(at)])))
  if (theirs === null) return null
  const button = (label: string, kind: WayOut) => (
    <Button
      variant={kind === 'delete' || kind === 'delete-anyway' ? 'subtle' : 'default'}
      color={kind === 'delete' || kind === 'delete-anyway' ? 'red' : 'gray'}
      aria-keyshortcuts={String(ways.indexOf(kind) + 1)}
      rightSection={
        <Kbd size="xs" aria-hidden>
          {ways.indexOf(kind) + 1}
        </Kbd>
      }
      onClick={() => decide.customer(customer.id, name, { kind })}
    >
      {label}
    </Button>
  )
  switch (theirs.kind) {
    case 'fields':
      return (
        <FieldsDetail
          customer={customer}
          fields={theirs.fields}
          remote={remote}
          decide={(decision) => decide.customer(customer.id, name, decision)}
        />
      )
    case 'deleted-there':
      return (
        <>
          <Text>{t('detail.deletedThere', { remote })}</Text>
          <Text c="dimmed">{t('detail.deletedThereText')}</Text>
          <SideBySide customer={customer} remote={remote} theirs={null} />
          <Group gap="sm" className={classes.actions}>
            {button(t('detail.restoreAsNew'), 'restore-as-new')}
            {button(t('detail.keepLocal'), 'keep-local-only')}
            {button(t('detail.deleteHere'), 'delete')}
          </Group>
        </>
      )
    case 'edited-there':
      return (
        <>
          <Text>{t('detail.editedThere', { remote })}</Text>
          <Text c="dimmed">{t('detail.editedThereText')}</Text>
          <SideBySide customer={customer} remote={remote} theirs={theirs.fields} />
          <Group gap="sm" className={classes.actions}>
            {button(t('detail.keepIt'), 'keep')}
            {button(t('detail.deleteAnyway'), 'delete-anyway')}
          </Group>
        </>
      )
    default:
      return assertNever(theirs)
  }
}

/** What was changed on the side that did not delete; `theirs` null = changed here. */
function SideBySide({
  customer,
  remote,
  theirs,
}: {
  customer: Customer
  remote: string
  theirs: Readonly<Record<string, Parameters<typeof valueWords>[1]>> | null
}) {
  const t = useText('conflicts')
  const words = useText('customers')
  const mine = fieldMapOf(customer)
  const keys = Object.keys(theirs ?? customer.sync.base)
  if (keys.length === 0) return null
  const gone = <span className={classes.empty}>{t('detail.deleted')}</span>
  const cell = (key: string, value: Parameters<typeof valueWords>[1] | null | undefined) => {
    const text =
      value === null || value === undefined ? '' : valueWords(key, value, customer.addresses, words)
    return text === '' ? (
      <span className={classes.empty}>{t('detail.empty')}</span>
    ) : (
      <BreakableText text={text} />
    )
  }
  return (
    <table className={classes.table}>
      <VersionHeads remote={remote} />
      <tbody>
        {keys.map((key) => (
          <tr key={key}>
            <th scope="row">{fieldWords(key, customer.addresses, words)}</th>
            <td className={classes.before}>
              {cell(key, customer.sync.base[key] ?? (theirs === null ? '' : mine[key]))}
            </td>
            <td>{theirs === null ? cell(key, mine[key]) : gone}</td>
            <td>{theirs === null ? gone : cell(key, theirs[key])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface MappingDetailProps {
  mapping: SkuMapping
  remote: string
  decide: (side: 'mine' | 'theirs') => void
}

/** The product of a customer's SKU as both sides have it. */
function MappingDetail({ mapping, remote, decide }: MappingDetailProps) {
  const t = useText('conflicts')
  const mine = mapping.deletedAt === 0 ? mapping.productId : ''
  const theirs = mapping.theirs ?? ''
  const product = (id: string, none: string) =>
    id === '' ? <span className={classes.empty}>{none}</span> : <span>{id}</span>
  usePaneKeys({ '1': () => decide('mine'), '2': () => decide('theirs') })
  const happened = mine === '' ? 'skuDeletedHere' : theirs === '' ? 'skuDeletedThere' : 'skuBoth'
  const button = (side: 'mine' | 'theirs', key: string, label: string, deletes: boolean) => (
    <Button
      variant={deletes ? 'subtle' : 'default'}
      color={deletes ? 'red' : 'gray'}
      aria-keyshortcuts={key}
      rightSection={
        <Kbd size="xs" aria-hidden>
          {key}
        </Kbd>
      }
      onClick={() => decide(side)}
    >
      {label}
    </Button>
  )
  const mineWords = theirs === '' ? t('detail.skuAddAgain') : t('detail.skuKeep', { product: mine })
  return (
    <>
      <Text fw={500} className={classes.sku}>
        {t('detail.sku', { sku: mapping.customerSku })}
      </Text>
      <Text>{t(`detail.${happened}`, { remote })}</Text>
      <table className={classes.table}>
        <VersionHeads remote={remote} />
        <tbody>
          <tr>
            <th scope="row">{t('detail.product')}</th>
            <td className={classes.before}>{product(mapping.base ?? '', t('detail.skuNone'))}</td>
            <td>{product(mine, t('detail.deleted'))}</td>
            <td>{product(theirs, t('detail.deleted'))}</td>
          </tr>
        </tbody>
      </table>
      <Group gap="sm" className={classes.actions}>
        {button('mine', '1', mine === '' ? t('detail.skuDeleteThere') : mineWords, mine === '')}
        {button(
          'theirs',
          '2',
          theirs === '' ? t('detail.skuDeleteHere') : t('detail.skuTake', { product: theirs }),
          theirs === '',
        )}
      </Group>
      <Text c="dimmed" size="sm" className={classes.note}>
        {t('detail.note')}
      </Text>
    </>
  )
}
