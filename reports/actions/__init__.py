"""Every change of a report. Nothing else writes; each function is one transaction under the report's lock."""

from reports.actions.contacts import confirm_contacts, correct_contacts
