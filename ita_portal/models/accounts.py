"""Provinces and people: who you are and where you belong."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from simple_history.models import HistoricalRecords


class ProvinceQuerySet(models.QuerySet):
    def with_office(self):
        """The 76 provinces that have a provincial office and therefore report."""
        return self.filter(has_office=True)

    def regions(self) -> list[str]:
        """The regions of these provinces, each once, by name: one query."""
        named = self.exclude(region="").order_by("region")
        return list(named.values_list("region", flat=True).distinct())


class Province(models.Model):
    """A province and how to reach its office. Codes are DOPA's, equal to the number in ISO 3166-2:TH."""

    code = models.CharField("รหัสจังหวัด", max_length=2, unique=True)
    iso = models.CharField("รหัส ISO 3166-2", max_length=5, unique=True)
    slug = models.SlugField("ชื่อในที่อยู่เว็บ", max_length=40, unique=True)
    name = models.CharField("ชื่อจังหวัด", max_length=40, unique=True)
    name_en = models.CharField("ชื่อภาษาอังกฤษ", max_length=40)
    abbr = models.CharField("อักษรย่อ", max_length=4)
    region = models.CharField("ภาค", max_length=40, blank=True, db_index=True)
    cluster_no = models.PositiveSmallIntegerField("กลุ่มจังหวัดที่", null=True, blank=True)
    cluster = models.CharField("กลุ่มจังหวัด", max_length=80, blank=True)
    inspection_zone = models.CharField("เขตตรวจราชการ", max_length=20, blank=True)
    has_office = models.BooleanField("มีสำนักงานจังหวัด", default=True)
    unit = models.CharField("หน่วยงานผู้จัดทำ", max_length=200, blank=True)
    phone = models.CharField("โทร.", max_length=60, blank=True)
    mt_phone = models.CharField("มท.", max_length=30, blank=True)
    email = models.EmailField("อีเมล", blank=True)
    contact_person = models.CharField("ผู้ประสานงาน", max_length=120, blank=True)

    history = HistoricalRecords()
    objects = ProvinceQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = verbose_name_plural = "จังหวัด"

    def __str__(self):
        return f"จังหวัด{self.name}"

    def contact_block(self) -> str:
        """The lines printed under จัดทำโดย, digits as stored; empty where nothing is known."""
        telephones = [
            f"{label} {number}"
            for label, number in (("โทร.", self.phone), ("มท.", self.mt_phone))
            if number
        ]
        lines = [
            self.unit,
            self.contact_person,
            " ".join(telephones),
            f"e-mail: {self.email}" if self.email else "",
        ]
        return "\n".join(line for line in lines if line)


class Role(models.TextChoices):
    PROVINCE_STAFF = "province_staff", "เจ้าหน้าที่จังหวัด"
    PROVINCE_HEAD = "province_head", "หัวหน้าสำนักงานจังหวัด"
    REVIEWER = "reviewer", "ผู้ตรวจรายงาน"
    CENTRAL_ADMIN = "central_admin", "ผู้ดูแลระบบส่วนกลาง"
    INSPECTOR = "inspector", "ผู้ตรวจราชการ (อ่านอย่างเดียว)"


PROVINCE_ROLES = frozenset({Role.PROVINCE_STAFF, Role.PROVINCE_HEAD})
CENTRE_ROLES = frozenset({Role.REVIEWER, Role.CENTRAL_ADMIN, Role.INSPECTOR})


class PeopleManager(UserManager):
    def create_superuser(self, username, email=None, password=None, **fields):
        """The first account of a new portal: a central admin."""
        fields.setdefault("role", Role.CENTRAL_ADMIN)
        return self.create_user(username, email, password, **fields)

    def _create_user_object(self, username, email, password, **fields):
        fields.pop("is_staff", None)
        fields.pop("is_superuser", None)
        return super()._create_user_object(username, email, password, **fields)


class User(AbstractUser):
    """A person with one role. What they may see follows from the role and the province alone."""

    first_name = None
    last_name = None
    groups = None
    user_permissions = None
    is_superuser = False
    role = models.CharField("บทบาท", max_length=20, choices=Role.choices)
    province = models.ForeignKey(
        Province,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name="จังหวัด",
    )
    title = models.CharField("คำนำหน้า", max_length=40, blank=True)
    name = models.CharField("ชื่อและนามสกุล", max_length=120)
    post = models.CharField("ตำแหน่ง", max_length=160, blank=True)
    phone = models.CharField("โทร.", max_length=60, blank=True)
    # When the account was closed last: sessions of before never come back, also when it is opened again.
    closed_at = models.DateTimeField("ปิดบัญชีล่าสุดเมื่อ", null=True, blank=True, editable=False)

    history = HistoricalRecords(excluded_fields=["password", "last_login"])
    objects = PeopleManager()

    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["username"]
        verbose_name = verbose_name_plural = "บัญชีผู้ใช้"
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=sorted(PROVINCE_ROLES), province__isnull=False)
                | Q(role__in=sorted(CENTRE_ROLES), province__isnull=True),
                name="province_people_and_only_they_have_a_province",
            )
        ]

    def __str__(self):
        return self.full_name or self.username

    def save(self, *args, **kwargs):
        """A sign-in saves `last_login` alone; that is no change of the account and leaves no history row."""
        if set(kwargs.get("update_fields") or ()) != {"last_login"}:
            super().save(*args, **kwargs)
            return
        self.skip_history_when_saving = True
        try:
            super().save(*args, **kwargs)
        finally:
            del self.skip_history_when_saving

    def get_session_auth_hash(self) -> str:
        return self._session_hash()

    def get_session_auth_fallback_hash(self):
        for key in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret=key)

    def _session_hash(self, secret: str | None = None) -> str:
        """A session holds this word; it ends when a new password or a closing of the account changes it."""
        told = f"{self.password}{self.closed_at.timestamp() if self.closed_at else ''}"
        salt = "ita_portal.models.User.session_hash"
        return salted_hmac(salt, told, secret=secret, algorithm="sha256").hexdigest()

    @property
    def full_name(self) -> str:
        """Title and name without a space between, as Thai writes นาย, นาง, นางสาว."""
        return f"{self.title}{self.name}"

    @property
    def is_staff(self) -> bool:
        """May enter the admin pages: the central admin only."""
        return self.is_active and self.role == Role.CENTRAL_ADMIN

    def has_perm(self, perm, obj=None) -> bool:
        """The admin shows its models to the central admin; what may be written is decided by actions."""
        return self.is_staff

    def has_perms(self, perm_list, obj=None) -> bool:
        return self.is_staff

    def has_module_perms(self, app_label) -> bool:
        return self.is_staff

    @property
    def of_a_province(self) -> bool:
        return self.role in PROVINCE_ROLES

    @property
    def of_the_centre(self) -> bool:
        return self.role in CENTRE_ROLES

    @property
    def is_head(self) -> bool:
        return self.role == Role.PROVINCE_HEAD

    @property
    def may_review(self) -> bool:
        """May take in, return and accept reports."""
        return self.role in {Role.REVIEWER, Role.CENTRAL_ADMIN}
