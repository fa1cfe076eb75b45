import { IconUserOff } from '@tabler/icons-react'
import { Button } from '@mantine/core'
import { useEffect, useMemo, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { map } from 'rxjs'
import type { Customer } from '#shared/domain/customer.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { paths, type CustomerTab } from '#renderer/workspace/paths.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { CustomerView } from './customer-view.tsx'

interface CustomerPageProps {
  /** Null for a new customer. */
  id: string | null
  tab: CustomerTab
  /** The SKU mappings, put in by the app since they are another feature's. */
  renderSkus: (customerId: string) => ReactNode
  /** Orders, credits and downloads, likewise. */
  renderRelated: (customer: Customer) => ReactNode
}

/** One customer, or a new one. */
export function CustomerPage({ id, ...rest }: CustomerPageProps) {
  if (id === null) return <CustomerView customer={null} {...rest} />
  return <StoredCustomerPage id={id} {...rest} />
}

interface Read {
  known: boolean
  customer: Customer | null
}

const UNKNOWN: Read = { known: false, customer: null }

function StoredCustomerPage({ id, ...rest }: CustomerPageProps & { id: string }) {
  const t = useText('customers')
  const { customers, sync } = useWorkspace()
  const raise = useThrow()
  const [, navigate] = useLocation()
  const source = useMemo(
    () => customers.observe(id).pipe(map((customer): Read => ({ known: true, customer }))),
    [customers, id],
  )
  const { known, customer } = useObservable(source, UNKNOWN)
  useEffect(() => {
    // What is looked at is read first where the remote tells details one record at a time.
    Promise.resolve(sync?.opened(id)).catch(raise)
  }, [sync, id, raise])
  if (!known) return null
  if (customer === null) {
    return (
      <EmptyState
        icon={IconUserOff}
        title={t('page.gone')}
        text={t('page.goneText')}
        actions={
          <Button
            onClick={() => {
              navigate(paths.customers)
            }}
          >
            {t('page.back')}
          </Button>
        }
      />
    )
  }
  return <CustomerView customer={customer} {...rest} />
}
