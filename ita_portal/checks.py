"""System checks: does this machine have what printing a report needs?"""

from django.core.checks import register


@register()
def print_libraries(app_configs, **kwargs) -> list:
    return []
