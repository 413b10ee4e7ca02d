# The server as an image. deploy/check-image-steps goes through the same steps where there is no docker: it takes the
# publishing, USER, ENV and ENTRYPOINT from this file, so they cannot differ from what is tested.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY . .
RUN deploy/publish /app && mkdir /data

# No shell, no package manager, and no account but the one that runs the server.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
# 1654 is the image's own user "app". By number, so that an orchestrator can see that it is not root.
USER 1654:1654
# The program belongs to root: the server cannot change itself. Only the data folder is its own.
COPY --from=build /app /app
COPY --from=build --chown=1654:1654 /data /data
WORKDIR /app
ENV ASPNETCORE_HTTP_PORTS=8080
ENV Storage__Path=/data
# Diagnostics would open a socket in /tmp, which may be read-only.
ENV DOTNET_EnableDiagnostics=0
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["dotnet", "Board.Server.dll"]
