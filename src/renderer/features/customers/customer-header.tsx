import { ActionIcon, Button, Menu } from '@mantine/core'
import {
  IconArchive,
  IconArchiveOff,
  IconArrowLeft,
  IconChevronDown,
  IconChevronUp,
  IconDeviceLaptop,
  IconDots,
  IconSend,
  IconTrash,
} from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Customer } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { keysText } from '#renderer/ui/keys.ts'
import { paths, type CustomerTab } from '#renderer/workspace/paths.ts'
import { usePageKeys } from '#renderer/workspace/use-page-keys.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import classes from './customer-page.module.css'
import { neighbour } from './list/list-memory.ts'
import { useBulkActions } from './list/use-bulk-actions.tsx'
import { EraseDialog } from './person/erase-dialog.tsx'
import { PersonMenuItems } from './person/person-menu-items.tsx'
import { StateLine } from './state-line.tsx'

interface CustomerHeaderProps {
  /** Null for a new customer. */
  customer: Customer | null
  /** Stays open when going on to the next customer. */
  tab: CustomerTab
  dirty: boolean
  onSave: () => void
  onDiscard: () => void
}

/** Who the customer is, how it stands, and what can be done with it. */
export function CustomerHeader({ customer, tab, dirty, onSave, onDiscard }: CustomerHeaderProps) {
  const t = useText('customers')
  const common = useText('common')
  const workspace = useWorkspace()
  const [, navigate] = useLocation()
  const [erasing, setErasing] = useState(false)
  const bulk = useBulkActions()
  useSaveKey(onSave)
  const back = (): void => {
    navigate(paths.customers)
  }
  const step = (by: 1 | -1): void => {
    const id = customer === null ? null : neighbour(workspace, customer.id, by)
    if (id !== null) navigate(paths.customer(id, tab), { replace: true })
  }
  usePageKeys({
    Escape: back,
    j: () => {
      step(1)
    },
    k: () => {
      step(-1)
    },
  })
  const name = customer === null ? '' : displayName(customer)
  const remote = workspace.capabilities?.displayName ?? ''
  const localOnly = customer?.sync.localOnly === true
  // Once it is there, or on its way, it is too late to keep it here.
  const canChoose = remote !== '' && customer?.remoteId === '' && customer.sync.intent === null
  // What a remote does not delete is not offered to be deleted once it is there.
  const canDelete = workspace.capabilities?.writes.delete !== false || customer?.remoteId === ''
  const showsCompany = customer !== null && customer.company !== '' && customer.company !== name
  const whole = showsCompany ? `${name} · ${customer.company}` : name
  return (
    <header className={classes.header}>
      <IconButton label={t('page.back')} shortcut="Esc" icon={IconArrowLeft} onClick={back} />
      <div>
        <h1 className={classes.title} title={whole}>
          {customer === null ? t('page.newTitle') : name === '' ? common('unnamed') : name}
          {showsCompany && <span className={classes.company}> · {customer.company}</span>}
        </h1>
        {customer !== null && <StateLine customer={customer} />}
      </div>
      <div className={classes.actions}>
        {customer !== null && dirty && (
          <>
            <span className={classes.unsaved} role="status">
              {t('page.unsaved')}
            </span>
            <Button variant="subtle" color="gray" onClick={onDiscard}>
              {t('page.discard')}
            </Button>
          </>
        )}
        {(customer === null || dirty) && (
          <Button onClick={onSave} title={keysText('mod S')}>
            {customer === null ? t('page.create') : common('save')}
          </Button>
        )}
        {customer !== null && (
          <>
            <IconButton
              label={t('page.previous')}
              shortcut="K"
              icon={IconChevronUp}
              onClick={() => {
                step(-1)
              }}
            />
            <IconButton
              label={t('page.next')}
              shortcut="J"
              icon={IconChevronDown}
              onClick={() => {
                step(1)
              }}
            />
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon aria-label={t('page.more')}>
                  <IconDots size={17} stroke={1.7} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  leftSection={
                    customer.archivedAt === 0 ? <IconArchive size={15} /> : <IconArchiveOff size={15} />
                  }
                  onClick={() => {
                    bulk.archive([customer.id], customer.archivedAt === 0)
                  }}
                >
                  {customer.archivedAt === 0 ? t('page.archive') : t('page.unarchive')}
                </Menu.Item>
                {canChoose && (
                  <Menu.Item
                    leftSection={localOnly ? <IconSend size={15} /> : <IconDeviceLaptop size={15} />}
                    onClick={() => {
                      bulk.keepHere([customer.id], !localOnly)
                    }}
                  >
                    {localOnly ? t('page.sendTo', { remote }) : t('page.keepHere')}
                  </Menu.Item>
                )}
                {canDelete ? (
                  <Menu.Item
                    color="red"
                    leftSection={<IconTrash size={15} />}
                    onClick={() => {
                      onDiscard()
                      bulk.remove([customer.id])
                      back()
                    }}
                  >
                    {t('page.delete')}
                  </Menu.Item>
                ) : (
                  <Menu.Label maw={260}>{t('page.noDelete', { remote })}</Menu.Label>
                )}
                <PersonMenuItems customer={customer} onErase={() => setErasing(true)} />
              </Menu.Dropdown>
            </Menu>
            {erasing && (
              <EraseDialog
                customer={customer}
                onClose={() => setErasing(false)}
                onErased={() => {
                  onDiscard()
                  back()
                }}
              />
            )}
          </>
        )}
      </div>
    </header>
  )
}

/** Ctrl/Cmd+S saves, also while typing. */
function useSaveKey(onSave: () => void): void {
  const current = useRef(onSave)
  useEffect(() => {
    current.current = onSave
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== 's') return
      event.preventDefault()
      current.current()
    }
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', onKey)
    }
  }, [])
}
