import { Button } from '@mantine/core'
import { IconMap2 } from '@tabler/icons-react'
import { useState } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { OpenBackupPage } from '#renderer/features/backup/open/open-backup-page.tsx'
import { BackupSection } from '#renderer/features/backup/backup-section.tsx'
import { RestorePage, type LastRestore } from '#renderer/features/backup/restore/restore-page.tsx'
import { ConnectionSection } from '#renderer/features/connections/connection-section.tsx'
import { WebhookSection } from '#renderer/features/connections/webhooks/webhook-section.tsx'
import { ExportButton } from '#renderer/features/csv-transfer/export/export-button.tsx'
import { ImportButton } from '#renderer/features/csv-transfer/file/import-button.tsx'
import { ImportFlowPage } from '#renderer/features/csv-transfer/import-flow-page.tsx'
import { ImportsPage } from '#renderer/features/csv-transfer/imports-page.tsx'
import { CustomerPage } from '#renderer/features/customers/customer-page.tsx'
import { ConflictRuleSection } from '#renderer/features/customers/conflicts/conflict-rule-section.tsx'
import { ConflictsPage } from '#renderer/features/customers/conflicts/conflicts-page.tsx'
import { ChangeList } from '#renderer/features/customers/history/change-list.tsx'
import { showInList } from '#renderer/features/customers/list/list-memory.ts'
import { NeedsYouSection } from '#renderer/features/customers/issues/needs-you-section.tsx'
import { PendingPage } from '#renderer/features/customers/pending/pending-page.tsx'
import { ActionList } from '#renderer/features/related/action-list.tsx'
import { RelatedTab } from '#renderer/features/related/related-tab.tsx'
import { RemoteSection } from '#renderer/features/related/remote-section.tsx'
import { SettingsPage } from '#renderer/features/settings/settings-page.tsx'
import { CustomerSkuMappings } from '#renderer/features/sku-mappings/customer-sku-mappings.tsx'
import { SkuMappingsPage } from '#renderer/features/sku-mappings/sku-mappings-page.tsx'
import { SyncPage } from '#renderer/features/sync-status/sync-page.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { CUSTOMER_TABS, paths, type CustomerTab } from '#renderer/workspace/paths.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** Every page but the list; features meet here, in routes.tsx and in the shell, and nowhere else. */
export function OtherPages() {
  const [, navigate] = useLocation()
  const workspace = useWorkspace()
  const [lastRestore, setLastRestore] = useState<LastRestore | null>(null)
  const openCustomer = (id: string): void => {
    navigate(paths.customer(id))
  }
  return (
    <Switch>
      <Route path={paths.newCustomer}>
        <CustomerPage key="new" id={null} tab="profile" renderSkus={() => null} renderRelated={() => null} />
      </Route>
      <Route path="/customers/:id/:tab?">
        {({ id, tab }) => (
          <CustomerPage
            key={id}
            id={id}
            tab={tabOf(tab)}
            renderSkus={(customerId) => <CustomerSkuMappings customerId={customerId} />}
            renderRelated={(customer) => <RelatedTab customer={customer} />}
          />
        )}
      </Route>
      <Route path={paths.skuMappings}>
        <SkuMappingsPage
          openCustomer={openCustomer}
          actions={
            <>
              <ImportButton />
              <ExportButton kind="sku-mappings" />
            </>
          }
        />
      </Route>
      <Route path={paths.imports}>
        <ImportsPage />
      </Route>
      <Route path={paths.importFlow}>
        <ImportFlowPage />
      </Route>
      <Route path={`${paths.conflicts}/:id?`}>
        {({ id }) => (
          <ConflictsPage
            firstId={id ?? ''}
            openCustomer={openCustomer}
            back={() => {
              navigate(paths.sync)
            }}
          />
        )}
      </Route>
      <Route path={paths.waiting}>
        <PendingPage
          openCustomer={openCustomer}
          back={() => {
            navigate(paths.sync)
          }}
        />
      </Route>
      <Route path={`${paths.sync}/:place?`}>
        {({ place }) => (
          <SyncPage
            place={place ?? ''}
            openCustomer={openCustomer}
            commands={
              <>
                <ActionList />
                <RemoteSection />
              </>
            }
            openSettings={() => {
              navigate(paths.settings)
            }}
            issues={
              <NeedsYouSection
                openCustomer={openCustomer}
                showAll={() => {
                  showInList(workspace, { state: 'needs-you', archived: 'all' })
                  navigate(paths.customers)
                }}
              />
            }
            openWaiting={() => {
              navigate(paths.waiting)
            }}
          />
        )}
      </Route>
      <Route path={`${paths.settings}/:place?`}>
        {({ place }) => (
          <SettingsPage
            place={place ?? ''}
            connection={
              <>
                <ConnectionSection />
                <WebhookSection />
                <ConflictRuleSection />
              </>
            }
            backups={
              <BackupSection
                openRestore={(backup) => {
                  navigate(paths.restore(backup.id))
                }}
                openAsWorkspace={(backup) => {
                  navigate(paths.openBackup(backup.id))
                }}
              />
            }
          />
        )}
      </Route>
      <Route path="/settings/open-backup/:id">
        {({ id }) => (
          <OpenBackupPage
            key={id}
            backupId={decodeURIComponent(id)}
            back={() => {
              navigate(paths.settings)
            }}
            opened={() => {
              navigate(paths.customers)
            }}
          />
        )}
      </Route>
      <Route path="/settings/restore/:id">
        {({ id }) => (
          <RestorePage
            key={id}
            backupId={decodeURIComponent(id)}
            back={() => {
              navigate(paths.settings)
            }}
            goingBackFrom={lastRestore?.before === decodeURIComponent(id) ? lastRestore : null}
            goBack={(from) => {
              setLastRestore(from)
              navigate(paths.restore(from.before))
            }}
            renderChanges={(changes, addresses) => <ChangeList changes={changes} addresses={addresses} />}
          />
        )}
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  )
}

function tabOf(text: string | undefined): CustomerTab {
  return CUSTOMER_TABS.find((tab) => tab === text) ?? 'profile'
}

function NotFound() {
  const t = useText('shell')
  const [, navigate] = useLocation()
  return (
    <EmptyState
      icon={IconMap2}
      title={t('notFound.title')}
      actions={
        <Button
          onClick={() => {
            navigate(paths.customers)
          }}
        >
          {t('notFound.action')}
        </Button>
      }
    />
  )
}
