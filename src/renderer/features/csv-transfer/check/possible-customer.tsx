import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { defaultAddress, displayName } from '#shared/domain/derived-fields.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ClassifiedRow } from '#renderer/import/classified-row.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import classes from './check.module.css'

interface PossibleCustomerProps {
  id: string
  /** By what the row was found to be about them; null where nothing says so for certain. */
  matchedBy: ClassifiedRow['matchedBy']
}

/** The customer here that a row is, or may be, about. */
export function PossibleCustomer({ id, matchedBy }: PossibleCustomerProps) {
  const t = useText('imports')
  const common = useText('common')
  const { customers } = useWorkspace()
  const raise = useThrow()
  const [found, setFound] = useState<{ id: string; customer: Customer | null } | null>(null)
  useEffect(() => {
    let current = true
    customers.get(id).then((customer) => {
      if (current) setFound({ id, customer })
    }, raise)
    return () => {
      current = false
    }
  }, [customers, id, raise])
  const customer = found?.id === id ? found.customer : null
  if (customer === null) return null
  const address = defaultAddress(customer)
  const lines = [
    customer.company,
    customer.email,
    customer.phone || customer.mobile,
    [address?.line1, address?.postcode, address?.city]
      .filter((part) => part !== undefined && part !== '')
      .join(', '),
  ].filter((line) => line !== '' && line !== displayName(customer))
  return (
    <div className={classes.person}>
      <div className={classes.term}>
        {matchedBy === null ? t('row.of') : t('row.foundBy', { key: t(`row.foundKeys.${matchedBy}`) })}
      </div>
      <Link href={paths.customer(id)} className={classes.link}>
        {displayName(customer) || common('unnamed')}
      </Link>
      {lines.map((line, at) => (
        <div key={at} className={classes.line}>
          {line}
        </div>
      ))}
    </div>
  )
}
