# What the application's Dockerfile expects of its base image: the libraries out of Debian's packages, which are in root.tar,
# and Node with its npm out of npm's packages, because Debian's Node is too old for the application.
FROM scratch
ADD root.tar /
COPY node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
# A build in this image trusts whom the machine trusts that made it.
COPY certificates.crt /etc/ssl/certs/ca-certificates.crt
RUN echo "cafile=/etc/ssl/certs/ca-certificates.crt" > /usr/local/lib/node_modules/npm/npmrc \
 && ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
 && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
# The packages are unpacked and not configured: Debian's own first users, and "node" with the number of the public image.
RUN cp /usr/share/base-passwd/passwd.master /etc/passwd \
 && cp /usr/share/base-passwd/group.master /etc/group \
 && echo "node:x:1000:1000::/home/node:/bin/sh" >> /etc/passwd \
 && echo "node:x:1000:" >> /etc/group \
 && mkdir -p /home/node && chown 1000:1000 /home/node
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
