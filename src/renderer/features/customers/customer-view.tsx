import { Tabs } from '@mantine/core'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { addressesInUse, emptyAddressFields } from '#shared/domain/address.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { CUSTOMER_TABS, paths, type CustomerTab } from '#renderer/workspace/paths.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { AddressFieldset } from './addresses/address-fieldset.tsx'
import { plain, rootAddressFields, useAddressForm } from './addresses/address-form.ts'
import { AddressesTab } from './addresses/addresses-tab.tsx'
import { CustomerHeader } from './customer-header.tsx'
import classes from './customer-page.module.css'
import { HistoryTab } from './history/history-tab.tsx'
import { takeEditing } from './list/list-memory.ts'
import { focusField } from './profile/focus-field.ts'
import { draftProblems } from './profile/draft-problems.ts'
import { FactsRail } from './profile/facts-rail.tsx'
import { ProfileForm } from './profile/profile-form.tsx'
import { nameField, type ProfileEdits } from './profile/profile-fields.ts'
import profileClasses from './profile/profile.module.css'
import { useProfileEdits } from './profile/use-profile-edits.ts'
import { SkuCount } from './sku-count.tsx'
import { TroubleBanner } from './trouble/trouble-banner.tsx'
import { useLeaveQuestion } from './use-leave-question.tsx'
import { editedDraft, useSaveCustomer } from './use-save-customer.ts'

interface CustomerViewProps {
  /** Null for a new customer. */
  customer: Customer | null
  tab: CustomerTab
  renderSkus: (customerId: string) => ReactNode
  renderRelated: (customer: Customer) => ReactNode
}

/** The form and the tabs of one customer. */
export function CustomerView({ customer, tab, renderSkus, renderRelated }: CustomerViewProps) {
  const t = useText('customers')
  const { count } = useFormats()
  const workspace = useWorkspace()
  const { capabilities } = workspace
  const [, navigate] = useLocation()
  const raise = useThrow()
  const saveCustomer = useSaveCustomer()
  const [tried, setTried] = useState(false)
  const id = customer?.id ?? null
  const { edits, seen, dirty, edit: editFields, reset } = useProfileEdits(id, customer)
  const saved = useRef(false)
  const draft = editedDraft(customer, edits, null)
  const [rootTyped, setRootTyped] = useState(emptyAddressFields)
  const rootUse = { needed: false, ships: true, owner: draft }
  const rootAddress = useAddressForm(rootTyped, rootUse, setRootTyped)
  const problems = draftProblems(draft, capabilities, t)
  const isBlocking = (key: string): boolean =>
    problems.get(key)?.severity === 'error' &&
    (customer === null || key in edits || key === nameField(capabilities))
  const blocking = [...problems.keys()].filter((key) => !key.startsWith('address/')).find(isBlocking)

  /** The id of what was stored, null where something has to be put right first. */
  const save = async (): Promise<string | null> => {
    setTried(true)
    const addressFine = customer !== null || !rootAddress.validate().hasErrors
    if (blocking !== undefined || !addressFine) {
      document.querySelector<HTMLElement>(`[data-field="${blocking ?? ''}"]`)?.focus()
      return null
    }
    const savedId = await saveCustomer(
      customer,
      edits,
      seen,
      customer === null ? plain(rootAddress.getValues()) : null,
    )
    reset()
    setTried(false)
    saved.current = true
    return savedId
  }
  useEffect(() => {
    const field = id === null ? null : takeEditing(workspace, id)
    if (field !== null) focusField(field)
  }, [workspace, id])
  useLeaveQuestion({
    isDirty: () => !saved.current && (dirty || (customer === null && rootAddress.isDirty())),
    stays: (to) => id !== null && (to === paths.customer(id) || to.startsWith(`${paths.customer(id)}/`)),
    save: async () => (await save()) !== null,
    discard: reset,
  })
  const edit = useCallback(
    (change: ProfileEdits) => {
      saved.current = false
      editFields(change)
    },
    [editFields],
  )
  const onSave = (): void => {
    save()
      .then((savedId) => {
        if (customer === null && savedId !== null) navigate(paths.customer(savedId), { replace: true })
      })
      .catch(raise)
  }

  const hasRelated = (capabilities?.related.length ?? 0) > 0
  const tabs = CUSTOMER_TABS.filter((each) => each !== 'orders' || hasRelated)

  const profile = (
    <div className={profileClasses.layout} data-single={customer === null || undefined}>
      <ProfileForm
        values={draft}
        onEdit={edit}
        problems={problems}
        showAllProblems={tried}
        isNew={customer === null}
        isLinked={customer !== null && customer.remoteId !== ''}
        rootAddress={
          customer === null && (
            <section className={profileClasses.section} aria-label={t('sections.address')}>
              <h2 className={profileClasses.sectionTitle}>
                {t('sections.address')}
                <div className={profileClasses.sectionHint}>{t('sections.addressHint')}</div>
              </h2>
              <AddressFieldset
                form={rootAddress}
                fields={rootAddressFields(capabilities, draft, rootTyped)}
                autoFocus={false}
              />
            </section>
          )
        }
      />
      {customer !== null && <FactsRail customer={customer} />}
    </div>
  )
  return (
    <div className={classes.page}>
      <CustomerHeader customer={customer} tab={tab} dirty={dirty} onSave={onSave} onDiscard={reset} />
      {customer === null ? (
        <div className={classes.panel}>{profile}</div>
      ) : (
        <>
          <div className={classes.trouble}>
            <TroubleBanner customer={customer} />
          </div>
          <Tabs
            className={classes.tabs}
            value={tab}
            onChange={(value) => {
              navigate(
                paths.customer(customer.id, CUSTOMER_TABS.find((each) => each === value) ?? 'profile'),
                {
                  replace: true,
                },
              )
            }}
          >
            <Tabs.List className={classes.tabList} aria-label={t('page.tabs.label')}>
              {tabs.map((each) => (
                <Tabs.Tab key={each} value={each}>
                  {t(`page.tabs.${each}`)}
                  {each === 'addresses' && (
                    <span className={classes.tabCount}>
                      {count(addressesInUse(customer.addresses).length)}
                    </span>
                  )}
                  {each === 'skus' && <SkuCount customerId={customer.id} />}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel className={classes.panel} value="profile">
              {profile}
            </Tabs.Panel>
            <Tabs.Panel className={classes.panel} value="addresses">
              <AddressesTab customer={customer} />
            </Tabs.Panel>
            <Tabs.Panel className={classes.panel} value="skus">
              {renderSkus(customer.id)}
            </Tabs.Panel>
            <Tabs.Panel className={classes.panel} value="orders">
              {tab === 'orders' && renderRelated(customer)}
            </Tabs.Panel>
            <Tabs.Panel className={classes.panel} value="history">
              <HistoryTab customer={customer} />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </div>
  )
}
