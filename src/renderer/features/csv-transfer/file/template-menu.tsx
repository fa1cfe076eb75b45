import { Button, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconChevronDown } from '@tabler/icons-react'
import type { ImportKind } from '#shared/domain/import-batch.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { saveTemplate } from '#renderer/import/export-runner.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useCsvTransfer } from '../csv-transfer-context.ts'
import { fileErrorText } from '../file-error-text.ts'

const KINDS: readonly ImportKind[] = ['customers', 'sku-mappings']

/** Saves an empty file with the right columns and one example row. */
export function TemplateMenu() {
  const t = useText('imports')
  const { gate } = useCsvTransfer()
  const raise = useThrow()
  const save = async (kind: ImportKind): Promise<void> => {
    const saved = await saveTemplate({ gate }, kind, t(`file.template.${kind}File`))
    if (saved === null) return
    if (saved.ok) notifications.show({ message: t('file.template.saved', { file: saved.value.name }) })
    else
      notifications.show({
        color: 'red',
        title: t('export.failed'),
        message: fileErrorText(t, saved.error),
      })
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="subtle" color="gray" rightSection={<IconChevronDown size={14} />}>
          {t('actions.template')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {KINDS.map((kind) => (
          <Menu.Item key={kind} onClick={() => void save(kind).catch(raise)}>
            {t(`file.template.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
