from django.db import migrations


class Migration(migrations.Migration):

    # notices.0002 reads the heads by their old name, so it has to run before this.
    dependencies = [('audit', '0005_one_line_a_number'), ('notices', '0002_begin_now')]

    operations = [migrations.RenameModel('Head', 'ChainHead')]
