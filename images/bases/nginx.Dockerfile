# What the proxy's Dockerfile expects of its base image, out of Debian's packages, which are in root.tar.
FROM scratch
ADD root.tar /
# The packages are unpacked and not configured: Debian's own first users, and "nginx" with the number of the public image.
RUN cp /usr/share/base-passwd/passwd.master /etc/passwd \
 && cp /usr/share/base-passwd/group.master /etc/group \
 && echo "nginx:x:101:101:nginx:/nonexistent:/usr/sbin/nologin" >> /etc/passwd \
 && echo "nginx:x:101:" >> /etc/group
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
