using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace TillitTeams.Hosting;

/// <summary>
/// The framework brings data protection along, which makes a key when the app starts and keeps it where it may. Nothing is
/// protected with it: there is no cookie, and no form without the token. So the key lives as long as the process.
/// </summary>
internal sealed class KeepNoKeys : IXmlRepository
{
    private readonly List<XElement> made = [];

    public static void Anywhere(KeyManagementOptions options)
    {
        options.XmlRepository = new KeepNoKeys();
        options.XmlEncryptor = new NullXmlEncryptor();
    }

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (made)
        {
            return [.. made];
        }
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (made)
        {
            made.Add(element);
        }
    }
}
