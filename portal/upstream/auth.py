"""An image service behind a sign-in: keystoneauth1 gets the token, our transport asks."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import requests
from keystoneauth1 import exceptions as keystone
from keystoneauth1.session import Session

from portal.sentence import Sentence
from portal.upstream import errors
from portal.upstream.answer import retry_after
from portal.upstream.clouds import region_of
from portal.upstream.transport import USER_AGENT, Transport

SERVICE = "image"


class Cloud:
    """One cloud of clouds.yaml. Signs in when first asked, and anew when its token has expired.

    Raises:
        CloudConfigError: when made, if clouds.yaml does not describe the cloud well.
    """

    def __init__(self, name: str, transport: Transport) -> None:
        self._name = name
        self._transport = transport
        self._region = region_of(name)
        self._keystone: str = self._region.config["auth"]["auth_url"]
        verify, transport.session.cert = self._region.get_requests_verify_args()
        if verify is False or isinstance(verify, str):  # the operator's word; null is none
            transport.session.verify = verify
        self._session = Session(
            auth=self._region.get_auth(),
            session=transport.session,
            verify=transport.session.verify,
            cert=transport.session.cert,
            redirect=False,  # a redirect would take the credentials along
            user_agent=USER_AGENT,
        )

    def endpoint(self) -> str:
        """The image service's base: from the catalogue, or image_endpoint_override of the cloud.

        Raises:
            Credentials, Permission, KeystoneUnavailable: signing in failed.
            NoEndpoint: the catalogue names none.
        """
        region = self._region
        override: str | None = region.get_endpoint(SERVICE)
        if override:
            return override
        with self._signing_in():
            # Never None: keystoneauth1 raises EndpointNotFound instead.
            found = self._session.get_endpoint(
                service_type=region.get_service_type(SERVICE),
                service_name=region.get_service_name(SERVICE),
                interface=region.get_interface(SERVICE),
                region_name=region.get_region_name(SERVICE),
                skip_discovery=True,  # the catalogue says where; the paths are known
            )
        return str(found)

    def get(self, url: str, headers: Mapping[str, str]) -> requests.Response:
        """Fetch an address with a token; on 401 once more with a new one.

        Raises:
            Credentials, Permission, KeystoneUnavailable: signing in failed.
            TransportError: no whole answer arrived.
        """
        response = self._transport.get(url, {**headers, **self._token()})
        if response.status_code == 401:
            self._session.invalidate()
            response = self._transport.get(url, {**headers, **self._token()})
        return response

    def _token(self) -> Mapping[str, str]:
        with self._signing_in():
            return self._session.get_auth_headers() or {}

    @contextmanager
    def _signing_in(self) -> Iterator[None]:
        """Name what goes wrong at Keystone; its own words are left out, as they may quote ours."""
        try:
            yield
        except keystone.HttpError as error:
            raise self._refusal(error) from None
        except keystone.EndpointNotFound:
            raise errors.NoEndpoint(cloud=self._name) from None
        except errors.TlsError as error:  # whose certificate, and what about it
            raise self._unavailable(f"{error.code}, {error.reason}") from None
        except errors.TransportError as error:
            raise self._unavailable(error.code) from None
        except (keystone.ClientException, LookupError, TypeError, ValueError, AttributeError):
            raise self._unavailable(Sentence("its answer makes no sense")) from None

    def _refusal(self, error: keystone.HttpError) -> errors.UpstreamError:
        url, status = self._keystone, error.http_status
        # A token to sign in with that Keystone does not know is "not found" in its words.
        if status == 401 or (status == 404 and "token" in self._region.config["auth_type"]):
            return errors.Credentials(url=url, status=status)
        if status == 403:
            return errors.Permission(url=url, status=status)
        headers = getattr(error.response, "headers", {})
        return self._unavailable(Sentence("status {status}", status=status), retry_after(headers))

    def _unavailable(self, reason: str, wait: float | None = None) -> errors.KeystoneUnavailable:
        return errors.KeystoneUnavailable(
            url=self._keystone, cloud=self._name, reason=reason, retry_after=wait
        )
