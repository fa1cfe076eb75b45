import { CATALOGUE } from './catalogue.ts'
import { addressById, type StoredCustomer } from './customer-record.ts'

/** `2026-11-02T09:14:05Z`: UTC, no fractions. */
export function wireTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}

/** A row of a list: plain values, ids and times, without addresses and lifetime value. */
export function briefCustomer(customer: StoredCustomer) {
  return {
    id: customer.id,
    name: customer.name,
    company: customer.company,
    email: customer.email,
    phone: customer.phone,
    fax: customer.fax,
    integration_instance_id: customer.integration_instance_id,
    default_sales_rep_id: customer.default_sales_rep_id,
    product_pricing_tier_id: customer.product_pricing_tier_id,
    store_id: customer.store_id,
    shipping_method_domestic_id: customer.shipping_method_domestic_id,
    shipping_method_international_id: customer.shipping_method_international_id,
    warehouse_id: customer.warehouse_id,
    default_address_id: customer.default_shipping_address_id,
    created_at: wireTime(customer.created_at),
    updated_at: wireTime(customer.updated_at),
    archived_at: customer.archived_at === null ? null : wireTime(customer.archived_at),
  }
}

/** A customer as the v2 "show" gives it: with its addresses and its sales rep. */
export function customerWithAddresses(customer: StoredCustomer) {
  const { default_shipping_address_id, default_billing_address_id } = customer
  return {
    ...briefCustomer(customer),
    default_shipping_address: addressById(customer, default_shipping_address_id),
    default_billing_address: addressById(customer, default_billing_address_id),
    other_addresses: customer.addresses.filter(
      ({ id }) => id !== default_shipping_address_id && id !== default_billing_address_id,
    ),
    default_sales_rep:
      CATALOGUE.default_sales_rep_id.find(({ id }) => id === customer.default_sales_rep_id) ?? null,
  }
}

/** A customer as the v1 "get", "create" and "update" give it: everything. */
export function wholeCustomer(customer: StoredCustomer) {
  return { ...customerWithAddresses(customer), lifetime_value: customer.lifetime_value }
}

/** The same where the addresses have to be asked for by themselves. */
export function customerWithoutAddresses(customer: StoredCustomer) {
  return { ...briefCustomer(customer), lifetime_value: customer.lifetime_value }
}
