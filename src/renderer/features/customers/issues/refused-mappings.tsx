import { Anchor, Button, Group, Text } from '@mantine/core'
import { useMemo } from 'react'
import { of } from 'rxjs'
import { useLocation } from 'wouter'
import type { Customer } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { refusalText } from '#renderer/i18n/refusal-text.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { useDiscard } from '../pending/use-discard.tsx'
import { issueName } from './issue-name.ts'
import classes from './issues.module.css'

interface RefusedMappingsProps {
  mappings: readonly SkuMapping[]
  remote: string
}

const NOBODY: ReadonlyMap<string, Customer> = new Map()

/** SKU mappings that the remote does not take: rows of the list of what needs a person. */
export function RefusedMappings({ mappings, remote }: RefusedMappingsProps) {
  const { customers } = useWorkspace()
  const ids = [...new Set(mappings.map(({ customerId }) => customerId))].join(' ')
  const owners$ = useMemo(
    () => (ids === '' ? of(NOBODY) : customers.observeMany(ids.split(' '))),
    [customers, ids],
  )
  const owners = useObservable(owners$, NOBODY)
  return mappings.map((mapping) => (
    <RefusedMapping
      key={mapping.id}
      mapping={mapping}
      customer={owners.get(mapping.customerId)}
      remote={remote}
    />
  ))
}

interface RefusedMappingProps {
  mapping: SkuMapping
  customer: Customer | undefined
  remote: string
}

function RefusedMapping({ mapping, customer, remote }: RefusedMappingProps) {
  const t = useText('issues')
  const common = useText('common')
  const { sync } = useWorkspace()
  const [, navigate] = useLocation()
  const raise = useThrow()
  const { discard } = useDiscard()
  const { id, customerId, customerSku, productId, refused } = mapping
  const name = customer === undefined ? '' : displayName(customer) || common('unnamed')
  const title = t('sku', { name, sku: customerSku })
  const openSkus = (): void => {
    navigate(paths.customer(customerId, 'skus'))
  }
  const words = refusalText(common, refused?.message ?? '', remote)
  return (
    <li className={classes.record}>
      <Anchor component="button" fw={500} onClick={openSkus}>
        {title}
      </Anchor>
      <Text>
        {refused?.of === 'delete'
          ? t('skuRefusedDelete', { remote })
          : t('skuRefused', { remote, product: productId })}
      </Text>
      <Text c="dimmed">{t(refused?.of === 'delete' ? 'skuDeleteAdvice' : 'skuAdvice', { remote })}</Text>
      {words !== '' && (
        <Text size="sm" c="dimmed" data-selectable>
          “{words}”
        </Text>
      )}
      <Group gap="xs" mt="xs" role="group" aria-label={issueName(t('remedies'), title)}>
        <Button variant="default" aria-label={issueName(t('skuFix'), title)} onClick={openSkus}>
          {t('skuFix')}
        </Button>
        {refused?.of !== 'delete' && (
          <Button
            variant="subtle"
            color="gray"
            aria-label={issueName(t('discard'), title)}
            onClick={() => discard([], [id])}
          >
            {t('discard')}
          </Button>
        )}
        <Button
          variant="subtle"
          color="gray"
          aria-label={issueName(refused?.of === 'delete' ? t('dismiss') : t('retry'), title)}
          onClick={() => {
            sync?.retrySkuMapping(id).catch(raise)
          }}
        >
          {refused?.of === 'delete' ? t('dismiss') : t('retry')}
        </Button>
      </Group>
    </li>
  )
}
