"""What people are told inside the portal: notices to a person, an office or the centre, and who has read them."""

from datetime import UTC, datetime
from functools import cache

from django.conf import settings
from django.db import connection, models
from django.db.models import Exists, ExpressionWrapper, F, Func, OuterRef, Q, Subquery, Value
from django.db.models.expressions import RawSQL
from django.urls import NoReverseMatch, reverse

from .accounts import Province, Role, User

PERSON = settings.AUTH_USER_MODEL

# Who reads what is told to the centre: those who work there. An inspector only looks on.
WORKING_ROLES = (Role.REVIEWER, Role.CENTRAL_ADMIN)


class NoticeQuerySet(models.QuerySet):
    def visible(self, now: datetime):
        """Those whose time has come and that were not taken back."""
        return self.filter(visible_from__lte=now, cancelled_at__isnull=True)

    def told_to(self, person: User):
        """Everything said to a person, their office or their centre, but by themselves."""
        return self._told_to(person.pk, person.province_id, Value(person.role))

    def _told_to(self, person, province, role):
        to_all_of_a_role = Q(to=None) & (Q(role="") | Q(role=F("their_role")))
        to_office = to_all_of_a_role & Q(province__isnull=False, province=province)
        to_centre = to_all_of_a_role & Q(province=None, their_role__in=WORKING_ROLES)
        theirs = self.annotate(their_role=role).filter(Q(to=person) | to_office | to_centre)
        return theirs.exclude(by=person)

    def with_reading(self, person: User):
        """Adds `read_at`: when this person marked it as read, or None."""
        marks = NoticeRead.objects.filter(notice=OuterRef("pk"), person=person)
        return self.annotate(read_at=Subquery(marks.values("read_at")[:1]))

    def unread_by(self, person: User):
        marks = NoticeRead.objects.filter(notice=OuterRef("pk"), person=person)
        return self.filter(~Exists(marks))

    def unread_of_each_person(self, now: datetime) -> Subquery:
        """How many each User of a queryset has not read: no query of its own."""
        role = ExpressionWrapper(OuterRef("role"), output_field=models.CharField())
        told = self.visible(now)._told_to(OuterRef("pk"), OuterRef("province"), role)
        marks = NoticeRead.objects.filter(notice=OuterRef("pk"), person=OuterRef(OuterRef("pk")))
        unread = told.filter(~Exists(marks)).order_by()
        return Subquery(unread.annotate(count=Func("pk", function="COUNT")).values("count"))


# Stands for now in the query that is kept.
SOME_TIME = datetime(9999, 1, 1, tzinfo=UTC)


def count_for_each_person(now: datetime) -> RawSQL:
    """The same, made into SQL once: every request asks it, and making it takes longer than the answer."""
    sql, params = _counting(connection.alias)
    at, some_time = map(connection.ops.adapt_datetimefield_value, (now, SOME_TIME))
    params = [at if param == some_time else param for param in params]
    return RawSQL(sql, params, output_field=models.IntegerField())


@cache
def _counting(alias: str) -> tuple[str, tuple]:
    people = User.objects.annotate(count=Notice.objects.unread_of_each_person(SOME_TIME)).query
    compiler = people.get_compiler(alias)
    compiler.pre_sql_setup()
    return compiler.compile(people.annotations["count"])


class Notice(models.Model):
    """แจ้งเตือน: words frozen when it was said. To one person (`to`), or all of an office (`province`),
    or (both empty) those who work at the centre; `role` narrows the last two.

    `key` is unique: what is said twice is one notice. `source` names what it tells of, so that taking
    that back takes the notice back. `route`, `target` and `anchor` are the page it leads to.
    """

    to = models.ForeignKey(PERSON, models.CASCADE, null=True, blank=True, related_name="notices")
    province = models.ForeignKey(
        Province, models.CASCADE, null=True, blank=True, related_name="notices"
    )
    role = models.CharField(max_length=20, blank=True, choices=Role.choices)
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=24)
    title = models.CharField("เรื่อง", max_length=300)
    words = models.TextField("ข้อความ", blank=True)
    is_important = models.BooleanField("ต้องทำต่อ", default=False)
    route = models.CharField(max_length=60, blank=True)
    target = models.PositiveBigIntegerField(null=True, blank=True)
    anchor = models.CharField(max_length=60, blank=True)
    key = models.CharField(max_length=200, unique=True)
    source = models.CharField(max_length=80, blank=True, db_index=True)
    created_at = models.DateTimeField("แจ้งเมื่อ")
    visible_from = models.DateTimeField("เห็นได้ตั้งแต่", db_index=True)
    cancelled_at = models.DateTimeField("ยกเลิกเมื่อ", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-visible_from", "-pk"]
        verbose_name = verbose_name_plural = "แจ้งเตือน"
        constraints = [
            models.CheckConstraint(
                condition=Q(to__isnull=True) | Q(province__isnull=True, role=""),
                name="a_notice_is_for_a_person_or_for_an_office",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def url(self) -> str:
        """The address of the page it leads to; '' where there is none (any more)."""
        if not self.route:
            return ""
        try:
            address = reverse(self.route, args=[] if self.target is None else [self.target])
        except NoReverseMatch:
            return ""
        return f"{address}#{self.anchor}" if self.anchor else address


class NoticeRead(models.Model):
    """A person has read a notice: marked by an act of theirs, never by opening a page."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="marks")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    read_at = models.DateTimeField("อ่านเมื่อ")

    class Meta:
        verbose_name = verbose_name_plural = "การอ่านแจ้งเตือน"
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "person"], name="one_mark_per_notice_and_person"
            )
        ]

    def __str__(self):
        return f"{self.notice}: {self.person}"
